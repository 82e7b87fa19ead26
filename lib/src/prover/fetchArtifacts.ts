import { ServerUnavailableError } from '../errors/serverErrors.ts'

/** What {@link fetchArtifacts} takes. */
export type FetchArtifactsParameters = {
  urls: { wasm: string; zkey: string }
  /** Called as bytes arrive; `total` is null while the size of one of the files is not known. */
  onProgress?: ((loaded: number, total: number | null) => void) | undefined
  /** Ends the download. */
  signal?: AbortSignal | undefined
}

/** The bytes of a circuit and its proving key. */
export type ArtifactBytes = { wasm: Uint8Array; zkey: Uint8Array }

/**
 * Fetches Semaphore's circuit and proving key, both at once, and tells how far it is.
 * @throws {@link ServerUnavailableError} when the server does not answer with them, and the signal's
 * reason when it is aborted.
 */
export async function fetchArtifacts({
  urls,
  onProgress,
  signal,
}: FetchArtifactsParameters): Promise<ArtifactBytes> {
  const progress = {
    wasm: { loaded: 0, total: Number.NaN },
    zkey: { loaded: 0, total: Number.NaN },
  }

  async function fetchFile(file: 'wasm' | 'zkey'): Promise<Uint8Array> {
    const response = await fetch(urls[file], { signal: signal ?? null })
    // An app that answers every path with its page would hand over HTML here.
    const isPage = response.headers.get('content-type')?.startsWith('text/html') ?? false
    if (!response.ok || response.body === null || isPage) {
      throw unavailable(`it answers ${urls[file]} with status ${response.status}`)
    }
    const own = progress[file]
    // A compressed answer has another length than its bytes here.
    const isCompressed = response.headers.has('content-encoding')
    own.total = isCompressed ? Number.NaN : Number(response.headers.get('content-length') ?? 'NaN')

    const chunks: Uint8Array<ArrayBuffer>[] = []
    for await (const chunk of readChunks(response.body)) {
      chunks.push(chunk)
      own.loaded += chunk.length
      const total = progress.wasm.total + progress.zkey.total
      onProgress?.(
        progress.wasm.loaded + progress.zkey.loaded,
        Number.isNaN(total) || total === 0 ? null : total,
      )
    }
    return new Uint8Array(await new Blob(chunks).arrayBuffer())
  }

  try {
    const [wasm, zkey] = await Promise.all([fetchFile('wasm'), fetchFile('zkey')])
    return { wasm, zkey }
  } catch (cause) {
    signal?.throwIfAborted()
    throw cause instanceof ServerUnavailableError ? cause : unavailable('it does not answer', cause)
  }
}

function unavailable(reason: string, cause?: unknown): ServerUnavailableError {
  return new ServerUnavailableError({ baseUrl: '', reason }, { cause })
}

/** Not every browser iterates a stream by itself. */
async function* readChunks(body: ReadableStream<Uint8Array<ArrayBuffer>>) {
  const reader = body.getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    yield value
  }
}
