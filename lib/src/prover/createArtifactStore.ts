import { untilAborted } from '../async/untilAborted.ts'
import type { SemaphoreArtifacts } from '../ballot/semaphoreArtifactUrls.ts'
import { fetchArtifacts } from './fetchArtifacts.ts'

/** What a store's function takes: both as in `fetchArtifacts`. */
export type LoadArtifactsParameters = {
  onProgress?: ((loaded: number, total: number | null) => void) | undefined
  signal?: AbortSignal | undefined
}

/**
 * Returns a function that loads artifacts and remembers them: URLs are fetched once, whoever asks
 * at the same time waits for the same download, and it ends when nobody waits any more. Bytes, and
 * in Node paths, are returned as they are.
 */
export function createArtifactStore({
  wasm,
  zkey,
}: SemaphoreArtifacts): (parameters?: LoadArtifactsParameters) => Promise<SemaphoreArtifacts> {
  if (!isUrl(wasm) || !isUrl(zkey)) return async () => ({ wasm, zkey })
  const urls = { wasm, zkey }
  let download: Download | null = null

  function startDownload(): Download {
    const controller = new AbortController()
    const listeners = new Set<LoadArtifactsParameters>()
    const started: Download = {
      controller,
      listeners,
      arrived: { loaded: 0, total: null },
      bytes: fetchArtifacts({
        urls,
        onProgress: (loaded, total) => {
          started.arrived = { loaded, total }
          for (const { onProgress } of listeners) onProgress?.(loaded, total)
        },
        signal: controller.signal,
      }),
    }
    // What failed is tried again.
    started.bytes.catch(() => {
      if (download === started) download = null
    })
    return started
  }

  return async (parameters = {}) => {
    parameters.signal?.throwIfAborted()
    const isUnderWay = download !== null
    download ??= startDownload()
    const { bytes, listeners, controller, arrived } = download
    // A call of its own, even if the same parameters are given twice.
    const listener = { ...parameters }
    listeners.add(listener)
    // Whoever comes later hears how far it is by now, even if nothing arrives for a while.
    if (isUnderWay) listener.onProgress?.(arrived.loaded, arrived.total)
    try {
      return await untilAborted(bytes, parameters.signal)
    } finally {
      listeners.delete(listener)
      if (parameters.signal?.aborted && listeners.size === 0) {
        // Does nothing to a download that has ended.
        controller.abort(parameters.signal.reason)
      }
    }
  }
}

type Download = {
  readonly bytes: Promise<SemaphoreArtifacts>
  readonly listeners: Set<LoadArtifactsParameters>
  arrived: { readonly loaded: number; readonly total: number | null }
  readonly controller: AbortController
}

/** In browsers every text is a URL, if a relative one. In Node it may be a path. */
function isUrl(artifact: string | Uint8Array): artifact is string {
  if (typeof artifact !== 'string') return false
  return 'location' in globalThis || /^(https?|data|blob):/.test(artifact)
}
