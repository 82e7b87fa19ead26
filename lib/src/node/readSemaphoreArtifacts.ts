import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ArtifactBytes } from '../prover/fetchArtifacts.ts'

/** What {@link readSemaphoreArtifacts} takes. */
export type ReadSemaphoreArtifactsParameters = {
  /** A folder as `@zk-kit/semaphore-artifacts` has it: `semaphore-20.wasm`, `semaphore-20.zkey` … */
  folder: string
  /** The proposal's proof depth, from 1 to 32. */
  depth: number
}

/**
 * Reads Semaphore's circuit and proving key for `depth` from a folder, once for many ballots.
 * @throws the file system's error when they are not there.
 * @example
 * const artifacts = await readSemaphoreArtifacts({ folder: './artifacts', depth: 20 })
 * const prover = createBallotProver({ artifacts, createWorker: createProverThread })
 */
export async function readSemaphoreArtifacts({
  folder,
  depth,
}: ReadSemaphoreArtifactsParameters): Promise<ArtifactBytes> {
  const [wasm, zkey] = await Promise.all([
    readFile(join(folder, `semaphore-${depth}.wasm`)),
    readFile(join(folder, `semaphore-${depth}.zkey`)),
  ])
  return { wasm: new Uint8Array(wasm), zkey: new Uint8Array(zkey) }
}
