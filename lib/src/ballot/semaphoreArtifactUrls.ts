/**
 * Semaphore's circuit and proving key for one depth: URLs, in Node also paths, or the bytes
 * themselves.
 */
export type SemaphoreArtifacts = {
  wasm: string | Uint8Array
  zkey: string | Uint8Array
}

/** What {@link semaphoreArtifactUrls} takes. */
export type SemaphoreArtifactUrlsParameters = {
  /** Where the server stands, without a trailing slash; empty for the page's own origin. */
  baseUrl: string
  /** The proposal's proof depth, from 1 to 32. */
  depth: number
}

/**
 * Returns where a Psephos server serves Semaphore's circuit and proving key for `depth`.
 * @example
 * semaphoreArtifactUrls({ baseUrl: '', depth: 20 }).wasm // '/artifacts/semaphore-20.wasm'
 */
export function semaphoreArtifactUrls({ baseUrl, depth }: SemaphoreArtifactUrlsParameters): {
  wasm: string
  zkey: string
} {
  const stem = `${baseUrl}/artifacts/semaphore-${depth}`
  return { wasm: `${stem}.wasm`, zkey: `${stem}.zkey` }
}
