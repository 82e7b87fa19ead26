import { sha256 } from '@noble/hashes/sha2.js'
import type { SemaphoreArtifacts } from '../ballot/semaphoreArtifactUrls.ts'
import { ProverFailedError } from '../errors/proverErrors.ts'
import { semaphoreDigests } from './semaphoreDigests.ts'

/** What {@link requireSemaphoreArtifacts} takes. */
export type RequireSemaphoreArtifactsParameters = {
  artifacts: SemaphoreArtifacts
  /** The proof's depth, from 1 to 32. */
  depth: number
}

/** What has been hashed: artifacts serve many ballots. */
const digests = new WeakMap<Uint8Array, Promise<string>>()

/**
 * Refuses a circuit or a proving key that is not the one of Semaphore's ceremony, whoever served it: a proof that a false one
 * makes may tell who has made it, and hold all the same. Paths are those of the caller's own disk, and are not read here.
 * @throws {@link ProverFailedError} when one is another.
 */
export async function requireSemaphoreArtifacts({
  artifacts: { wasm, zkey },
  depth,
}: RequireSemaphoreArtifactsParameters): Promise<void> {
  const known = semaphoreDigests[depth - 1]
  const found = await Promise.all([wasm, zkey].map((file) => digest(file)))
  if (found.some((each, index) => each !== null && each !== known?.[index])) {
    const reason = `its circuit or proving key is not Semaphore’s for depth ${depth}`
    throw new ProverFailedError({ reason })
  }
}

async function digest(file: string | Uint8Array): Promise<string | null> {
  if (typeof file === 'string') return null
  const known = digests.get(file) ?? hash(file)
  digests.set(file, known)
  return known
}

/** Megabytes: the platform's own hash takes a tenth of the time, where pages are served over HTTPS. */
async function hash(bytes: Uint8Array): Promise<string> {
  const subtle = globalThis.crypto?.subtle as SubtleCrypto | undefined
  // A view of shared memory is none for the platform.
  const found =
    subtle === undefined || !(bytes.buffer instanceof ArrayBuffer)
      ? sha256(bytes)
      : new Uint8Array(await subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>))
  return btoa(String.fromCharCode(...found))
}
