import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import {
  type SemaphoreArtifacts,
  ServerUnavailableError,
  semaphoreArtifactUrls,
} from '@psephos/lib'
import type { Context } from '../Context.ts'
import { UsageError } from '../UsageError.ts'
import { describeCode } from './readTextFile.ts'

/** What {@link readArtifacts} takes. */
export interface ReadArtifactsParameters {
  readonly context: Context
  /** The proposal's proof depth. */
  readonly depth: number
  /** A folder that holds `semaphore-<depth>.wasm` and `.zkey`. */
  readonly folder?: string | undefined
  /** A Psephos server. */
  readonly server?: string | undefined
}

/**
 * Returns Semaphore's circuit and proving key: from the folder that was named, from the npm package
 * `@zk-kit/semaphore-artifacts` if it is installed, or from the server. Whoever gives wrong ones gets a
 * proof that does not hold, and learns nothing.
 * @throws UsageError when they are nowhere.
 */
export async function readArtifacts({
  context: { output, signal },
  depth,
  folder = findPackage(),
  server,
}: ReadArtifactsParameters): Promise<SemaphoreArtifacts> {
  if (folder !== undefined) {
    const stem = join(folder, `semaphore-${depth}`)
    return { wasm: await readBytes(`${stem}.wasm`), zkey: await readBytes(`${stem}.zkey`) }
  }
  if (server === undefined) {
    throw new UsageError(
      "Semaphore's proving key is missing: install @zk-kit/semaphore-artifacts, or give --artifacts or --server.",
    )
  }
  output.progress("Fetching Semaphore's proving key …")
  const urls = semaphoreArtifactUrls({ baseUrl: server.replace(/\/+$/, ''), depth })
  const [wasm, zkey] = await Promise.all([fetchBytes(urls.wasm), fetchBytes(urls.zkey)])
  return { wasm, zkey }

  async function fetchBytes(url: string): Promise<Uint8Array> {
    let reason = 'it does not answer'
    try {
      const response = await fetch(url, { signal })
      if (response.ok) return new Uint8Array(await response.arrayBuffer())
      reason = `it answers with status ${response.status} for ${new URL(url).pathname}`
    } catch (cause) {
      signal.throwIfAborted()
      throw new ServerUnavailableError({ baseUrl: server ?? '', reason }, { cause })
    }
    throw new ServerUnavailableError({ baseUrl: server ?? '', reason })
  }
}

async function readBytes(path: string): Promise<Uint8Array> {
  try {
    return new Uint8Array(await readFile(path))
  } catch (error) {
    throw new UsageError(`The file ${path} cannot be read${describeCode(error)}.`)
  }
}

function findPackage(): string | undefined {
  try {
    return dirname(fileURLToPath(import.meta.resolve('@zk-kit/semaphore-artifacts/package.json')))
  } catch {
    return undefined
  }
}
