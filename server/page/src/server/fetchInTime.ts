/** The longest that a server may take to begin its answer to what is read, in milliseconds. */
const PATIENCE = 30_000

/**
 * `fetch`, but what is read and not answered in time fails: a connection that hangs would otherwise
 * leave a page loading for ever. What is written may take as long as a block does, and a long answer
 * as long as a slow network.
 * @throws what `fetch` throws, and a `TimeoutError`.
 */
export async function fetchInTime(
  input: RequestInfo | URL,
  init: RequestInit = {},
  { fetch = globalThis.fetch, patience = PATIENCE } = {},
): Promise<Response> {
  if ((init.method ?? 'GET') !== 'GET') return fetch(input, init)
  const late = new AbortController()
  const timer = setTimeout(() => {
    late.abort(new DOMException('The server takes too long.', 'TimeoutError'))
  }, patience)
  const signal = init.signal ? AbortSignal.any([init.signal, late.signal]) : late.signal
  try {
    return await fetch(input, { ...init, signal })
  } finally {
    clearTimeout(timer)
  }
}
