import { TooManyRequestsError } from '@psephos/lib'
import type { Events } from '../events/Events.ts'
import { type RouteOutput, STREAMED } from './Route.ts'
import { toWireText } from './sendWire.ts'

/** Answers that are the same for whoever asks, kept for a moment as they are sent. */
export interface AnswerCache {
  /**
   * Returns what is known by a key, or answers it; all who ask meanwhile wait for the same answer. One
   * who may ask no more is refused alone.
   */
  readonly read: (
    key: string,
    answer: () => Promise<RouteOutput | typeof STREAMED>,
  ) => Promise<RouteOutput | typeof STREAMED>
  /** Forgets everything: something was written that answers may tell. */
  readonly clear: () => void
}

/** What {@link createAnswerCache} takes. */
export interface CreateAnswerCacheParameters {
  /** What happens elsewhere: the cache is cleared with each event. */
  readonly events: Pick<Events, 'subscribe'>
  /** For how many milliseconds an answer is good; one second if absent. */
  readonly lifetime?: number
  /** How much is kept, in characters or bytes; 16 million if absent. */
  readonly capacity?: number
}

/** Shorter than a block of any chain, and than anybody notices. */
const LIFETIME = 1_000
const CAPACITY = 16_000_000
/** What an answer takes beside its key and its content. */
const ENTRY_SIZE = 1_000

interface Entry {
  readonly output: Promise<RouteOutput | typeof STREAMED>
  readonly until: number
  size: number
}

/**
 * Returns a cache by which a page that thousands open at once costs one look at database and chain
 * in a second. Failures are not kept.
 */
export function createAnswerCache({
  events,
  lifetime = LIFETIME,
  capacity = CAPACITY,
}: CreateAnswerCacheParameters): AnswerCache {
  const entries = new Map<string, Entry>()
  let size = 0

  function remove(key: string, entry: Entry): void {
    if (entries.get(key) !== entry) return
    entries.delete(key)
    size -= entry.size
  }

  function keep(key: string, entry: Entry, output: RouteOutput | typeof STREAMED): void {
    if (entries.get(key) !== entry) return
    const content = output === STREAMED ? undefined : output.bytes?.content
    const grown = content?.length ?? 0
    // One that is large would drive out all others.
    if (grown > capacity / 4) {
      remove(key, entry)
      return
    }
    entry.size += grown
    size += grown
    for (const [oldest, each] of entries) {
      if (size <= capacity) return
      remove(oldest, each)
    }
  }

  const clear = (): void => {
    entries.clear()
    size = 0
  }
  // For as long as there are events: cache and events end with the server.
  events.subscribe(clear)

  const read: AnswerCache['read'] = (key, answer) => {
    const known = entries.get(key)
    if (known !== undefined && performance.now() < known.until) {
      return known.output.catch((error: unknown) => {
        if (error instanceof TooManyRequestsError) return read(key, answer)
        throw error
      })
    }
    if (known !== undefined) remove(key, known)
    const output = answer().then(toText)
    const until = performance.now() + lifetime
    const entry: Entry = { output, until, size: ENTRY_SIZE + key.length }
    entries.set(key, entry)
    size += entry.size
    output.then(
      (given) => keep(key, entry, given),
      () => remove(key, entry),
    )
    return output
  }
  return { read, clear }
}

/** JSON is written once, not for each who asks. */
function toText(output: RouteOutput | typeof STREAMED): RouteOutput | typeof STREAMED {
  if (output === STREAMED || output.json === undefined) return output
  const { json, ...rest } = output
  return { ...rest, bytes: { type: 'application/json', content: toWireText(json) } }
}
