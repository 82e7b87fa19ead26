import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  type CircuitKey,
  ConfigurationInvalidError,
  type OptionClass,
  optionClasses,
  parseCircuitKey,
} from '@psephos/lib'

/** The circuits of secret ballots. */
export type SecretCircuit = 'secret-ballot' | 'decryption-share'

/** The circuits of secret ballots that this server verifies for, and whose files it serves to who proves. */
export interface ServedCircuits {
  /** The verification key of a circuit of a class; null where this server does not have it. */
  readonly keyOf: (circuit: SecretCircuit, optionClass: OptionClass) => CircuitKey | null
  /** Where the files are that proofs are made with, by the names under which they are served, such as `secret-ballot-4.wasm`. */
  readonly files: ReadonlyMap<string, string>
}

/** For a server that takes no secret ballots. */
export const NO_CIRCUITS: ServedCircuits = { keyOf: () => null, files: new Map() }

const CIRCUITS = ['secret-ballot', 'decryption-share'] as const
/** How many public inputs a circuit has beside two for each option (docs/secret-ballots.md). */
const OTHER_INPUTS = { 'secret-ballot': 10, 'decryption-share': 4 } as const
const POINT_DIGITS = 128

/**
 * Reads the circuits of a folder, those of `psephos ceremony finalise` or `npm run setup:dev -w circuits`: for each its `.wasm`, `.zkey` and
 * `.verification-key.json`. A class has both circuits or none.
 * @throws {@link ConfigurationInvalidError} when there is none, or one is not whole.
 */
export async function readCircuits(folder: string): Promise<ServedCircuits> {
  const keys = new Map<string, CircuitKey>()
  const files = new Map<string, string>()
  for (const optionClass of optionClasses) {
    const found = await Promise.all(
      CIRCUITS.map(async (circuit) => {
        const id = `${circuit}-${optionClass}`
        return { id, circuit, key: await readKey(folder, id) }
      }),
    )
    if (found.every(({ key }) => key === null)) continue
    for (const { id, circuit, key } of found) {
      if (key === null) throw createInvalid(folder, `has no ${id}.verification-key.json`)
      if (key.inputs.length !== POINT_DIGITS * (1 + 2 * optionClass + OTHER_INPUTS[circuit]))
        throw createInvalid(folder, `has a ${id}.verification-key.json of another circuit`)
      keys.set(id, key)
      for (const file of [`${id}.wasm`, `${id}.zkey`]) files.set(file, join(folder, file))
    }
  }
  if (keys.size === 0) throw createInvalid(folder, 'has no circuits')
  return {
    keyOf: (circuit, optionClass) => keys.get(`${circuit}-${optionClass}`) ?? null,
    files,
  }
}

async function readKey(folder: string, id: string): Promise<CircuitKey | null> {
  const name = `${id}.verification-key.json`
  const text = await readFile(join(folder, name), 'utf8').catch(() => null)
  if (text === null) return null
  try {
    return parseCircuitKey(JSON.parse(text))
  } catch {
    throw createInvalid(folder, `has a ${name} that is no verification key`)
  }
}

function createInvalid(folder: string, reason: string): ConfigurationInvalidError {
  return new ConfigurationInvalidError({
    setting: 'CIRCUITS_DIRECTORY',
    reason: `names ${folder}, which ${reason}`,
  })
}
