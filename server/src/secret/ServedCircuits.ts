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

/**
 * Reads the circuits of a folder, those of `psephos ceremony finalise` or `npm run setup:dev -w circuits`: for each its `.wasm`, `.zkey` and
 * `.verification-key.json`. A class has both circuits or none.
 * @throws {@link ConfigurationInvalidError} when there is none, or one is not whole.
 */
export async function readCircuits(folder: string): Promise<ServedCircuits> {
  const keys = new Map<string, CircuitKey>()
  const files = new Map<string, string>()
  for (const optionClass of optionClasses) {
    const ids = CIRCUITS.map((circuit) => `${circuit}-${optionClass}`)
    const found = await Promise.all(ids.map((id) => readKey(folder, id)))
    if (found.every((key) => key === null)) continue
    for (const [index, id] of ids.entries()) {
      const key = found[index] ?? null
      if (key === null) throw createInvalid(folder, `has no ${id}.verification-key.json`)
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
