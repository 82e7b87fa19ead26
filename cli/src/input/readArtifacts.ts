import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type SemaphoreArtifacts, semaphoreArtifactUrls } from '@psephos/lib'
import { readSemaphoreArtifacts } from '@psephos/lib/node'
import { UsageError } from '../UsageError.ts'
import { describeCode } from './readTextFile.ts'

/** What {@link readArtifacts} takes. */
export interface ReadArtifactsParameters {
  /** The proposal's proof depth. */
  readonly depth: number
  /** A folder that holds `semaphore-<depth>.wasm` and `.zkey`. */
  readonly folder?: string | undefined
  /** A Psephos server. */
  readonly server?: string | undefined
}

/**
 * Returns Semaphore's circuit and proving key: from the folder that was named, from the npm package
 * `@zk-kit/semaphore-artifacts` if it is installed, or where the server has them.
 * @throws UsageError when they are nowhere.
 */
export async function readArtifacts({
  depth,
  folder = findPackage(),
  server,
}: ReadArtifactsParameters): Promise<SemaphoreArtifacts> {
  if (folder === undefined) {
    if (server !== undefined) {
      return semaphoreArtifactUrls({ baseUrl: server.replace(/\/+$/, ''), depth })
    }
    throw new UsageError(
      "Semaphore's proving key is missing: install @zk-kit/semaphore-artifacts, or give --artifacts or --server.",
    )
  }
  try {
    return await readSemaphoreArtifacts({ folder, depth })
  } catch (error) {
    const file = join(folder, `semaphore-${depth}.zkey`)
    throw new UsageError(`${file} and its .wasm cannot be read${describeCode(error)}.`)
  }
}

function findPackage(): string | undefined {
  try {
    return dirname(fileURLToPath(import.meta.resolve('@zk-kit/semaphore-artifacts/package.json')))
  } catch {
    return undefined
  }
}
