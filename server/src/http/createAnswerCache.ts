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
  readonly read: (key: string, answer: Answer) => Promise<RouteOutput | typeof STREAMED>
  /** Forgets everything: something was written that answers may tell. */
  readonly clear: () => void
}

/** Answers what is asked. */
type Answer = () => Promise<RouteOutput | typeof STREAMED>

/** What {@link createAnswerCache} takes. */
export interface CreateAnswerCacheParameters {
  /** What happens elsewhere: the cache is cleared with each event. */
  readonly events: Pick<Events, 'subscribe'>
  /**
   * For how many milliseconds an answer is good; one second if absent. For as long again it is given
   * to those who ask while it is read anew: nobody waits for a page that others look at, too.
   */
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
  /** When it was asked for. */
  readonly since: number
  /** Whether somebody reads it anew. */
  isRenewed: boolean
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

  function add(key: string, output: Entry['output'], since: number): Entry {
    const entry: Entry = { output, since, isRenewed: false, size: ENTRY_SIZE + key.length }
    entries.set(key, entry)
    size += entry.size
    return entry
  }

  /** What was cleared meanwhile stays so: this may tell what was before. */
  async function renew(key: string, old: Entry, answer: Answer): Promise<void> {
    old.isRenewed = true
    const since = performance.now()
    try {
      const given = await answer().then(toText)
      if (entries.get(key) !== old) return
      remove(key, old)
      keep(key, add(key, Promise.resolve(given), since), given)
    } catch {
      // Told to whoever asks when the old one is no longer good.
      old.isRenewed = false
    }
  }

  const read: AnswerCache['read'] = (key, answer) => {
    const known = entries.get(key)
    const age = performance.now() - (known?.since ?? 0)
    if (known !== undefined && age < 2 * lifetime) {
      if (age >= lifetime && !known.isRenewed) void renew(key, known, answer)
      return known.output.catch((error: unknown) => {
        if (error instanceof TooManyRequestsError) return read(key, answer)
        throw error
      })
    }
    if (known !== undefined) remove(key, known)
    const output = answer().then(toText)
    const entry = add(key, output, performance.now())
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
