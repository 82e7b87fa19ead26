import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'

const READING = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Returns a handler that hands on requests which only read at once, and of all others one in each
 * turn of the event loop. Ballots come in bursts, because those of a batch are answered together;
 * taking in each costs a millisecond or two, for which a page that opens would wait as often as
 * there are ballots before it.
 */
export function letReadsFirst(handle: RequestListener): RequestListener {
  const waiting: [IncomingMessage, ServerResponse][] = []
  const take = (): void => {
    const [request, response] = waiting.shift() ?? []
    if (waiting.length > 0) setImmediate(take)
    // Who left meanwhile is not taken in.
    if (request !== undefined && response !== undefined && !response.destroyed)
      handle(request, response)
  }
  return (request, response) => {
    if (READING.has(request.method ?? '')) handle(request, response)
    else if (waiting.push([request, response]) === 1) setImmediate(take)
  }
}
