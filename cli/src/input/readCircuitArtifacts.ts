import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { circuitUrls, type OptionClass, type SemaphoreArtifacts } from '@psephos/lib'
import { UsageError } from '../UsageError.ts'
import { describeCode } from './readTextFile.ts'

/** What {@link readCircuitArtifacts} takes. */
export interface ReadCircuitArtifactsParameters {
  /** The proposal's class. */
  readonly optionClass: OptionClass
  /** A folder that holds `secret-ballot-<class>.wasm` and `.zkey`. */
  readonly folder?: string | undefined
  /** A Psephos server. */
  readonly server?: string | undefined
}

/**
 * Returns the circuit of secret ballots and its proving key: from the folder that was named, or where the server has them.
 * @throws UsageError when they are nowhere.
 */
export async function readCircuitArtifacts({
  optionClass,
  folder,
  server,
}: ReadCircuitArtifactsParameters): Promise<SemaphoreArtifacts> {
  const circuit = 'secret-ballot'
  const name = `${circuit}-${optionClass}`
  if (folder === undefined) {
    if (server !== undefined) {
      return circuitUrls({ baseUrl: server.replace(/\/+$/, ''), circuit, optionClass })
    }
    throw new UsageError(
      `The proving key of secret ballots is missing: give --artifacts with the folder of ${name}.wasm and .zkey, or --server.`,
    )
  }
  try {
    const [wasm, zkey] = await Promise.all(
      ['wasm', 'zkey'].map((ending) => readFile(join(folder, `${name}.${ending}`))),
    )
    if (wasm === undefined || zkey === undefined) throw new TypeError('There are two files.')
    return { wasm, zkey }
  } catch (error) {
    const file = join(folder, `${name}.zkey`)
    throw new UsageError(`${file} and its .wasm cannot be read${describeCode(error)}.`)
  }
}
