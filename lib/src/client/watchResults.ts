import type { ErrorCode } from '../errors/PsephosError.ts'
import { PsephosError } from '../errors/PsephosError.ts'
import { parseUntrustedJson } from '../json/parseUntrustedJson.ts'
import { type WireResults, wireResults } from '../wire/results.ts'
import { readServerEvents } from './readServerEvents.ts'

/** What {@link watchResults} takes. */
export type WatchResultsParameters = {
  /** Opens the stream of events, from after the one with that id. */
  openStream: (parameters: {
    lastEventId: string
    signal: AbortSignal
  }) => Promise<ReadableStream<Uint8Array>>
  /** Asks once. */
  getResults: (signal: AbortSignal) => Promise<WireResults>
  signal: AbortSignal | undefined
  /** Told when a stream is open, and when it has ended and results are asked for now and then. */
  onConnection?: ((isOpen: boolean) => void) | undefined
  /** Milliseconds until the first new attempt; twice as many until the next, up to 16 times. */
  firstDelay?: number
  /** After how many milliseconds without a byte a stream is given up. */
  silence?: number
}

const FIRST_DELAY = 1_000
const MOST_DOUBLINGS = 4
/** The server's heartbeat comes three times as often. */
const SILENCE = 45_000

const transient: ReadonlySet<ErrorCode> = new Set([
  'CHAIN_UNAVAILABLE',
  'INTERNAL',
  'SERVER_BUSY',
  'SERVER_UNAVAILABLE',
  'TOO_MANY_REQUESTS',
])

/**
 * Yields results whenever they change: from a stream while there is one, and by asking now and then
 * where there is none.
 */
export async function* watchResults({
  openStream,
  getResults,
  signal,
  onConnection,
  firstDelay = FIRST_DELAY,
  silence = SILENCE,
}: WatchResultsParameters): AsyncGenerator<WireResults, never> {
  const left = new AbortController()
  const ended = signal === undefined ? left.signal : AbortSignal.any([signal, left.signal])
  let lastEventId = ''
  let last = ''
  let failures = 0

  /** Tells whether this is news. */
  function isNews(results: WireResults): boolean {
    const text = describe(results)
    const changed = text !== last
    last = text
    return changed
  }

  async function* followStream(): AsyncGenerator<WireResults> {
    const stalled = new AbortController()
    let timer = setTimeout(() => stalled.abort(), silence)
    const onBytes = () => {
      clearTimeout(timer)
      timer = setTimeout(() => stalled.abort(), silence)
    }
    try {
      const streamSignal = AbortSignal.any([ended, stalled.signal])
      const body = await openStream({ lastEventId, signal: streamSignal })
      onConnection?.(true)
      for await (const event of readServerEvents({ body, onBytes })) {
        if (event.type !== 'results') continue
        const results = wireResults.parse(parseUntrustedJson(event.data))
        lastEventId = event.id
        failures = 0
        if (isNews(results)) yield results
      }
    } finally {
      clearTimeout(timer)
      onConnection?.(false)
    }
  }

  try {
    for (;;) {
      try {
        yield* followStream()
      } catch (error) {
        requireTransient(error, signal)
      }
      await pause(firstDelay * 2 ** Math.min(failures, MOST_DOUBLINGS), ended)
      signal?.throwIfAborted()
      if (failures++ === 0) continue
      try {
        const results = await getResults(ended)
        if (isNews(results)) yield results
      } catch (error) {
        requireTransient(error, signal)
      }
    }
  } finally {
    left.abort()
  }
}

/** What the server refuses for good, and the signal's reason, are thrown on. */
function requireTransient(error: unknown, signal: AbortSignal | undefined): void {
  signal?.throwIfAborted()
  if (error instanceof PsephosError && !transient.has(error.code)) throw error
}

/** Without the time up to which ballots are told, which passes by itself. */
function describe({ received: { until: _, ...received }, ...results }: WireResults): string {
  return JSON.stringify({ received, ...results }, (_key, value: unknown) =>
    typeof value === 'bigint' ? String(value) : value,
  )
}

/** Waits, a little more or less than asked: many clients must not all come back at once. */
async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return
  const { promise, resolve } = Promise.withResolvers<void>()
  const timer = setTimeout(resolve, milliseconds * (0.5 + Math.random()))
  signal.addEventListener('abort', () => resolve(), { once: true })
  await promise
  clearTimeout(timer)
}
