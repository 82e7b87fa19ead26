/** Answers that are good for a while, by their key. */
export interface TimedCache<Key, Value> {
  /** Returns what is known of a key, or reads it; all who ask meanwhile wait for the same reading. */
  readonly read: (key: Key) => Promise<Value>
  /** Tells whether reading a key now would cost nothing. */
  readonly has: (key: Key) => boolean
  /** Forgets everything. */
  readonly clear: () => void
}

/** What {@link createTimedCache} takes. */
export interface CreateTimedCacheParameters<Key, Value> {
  readonly read: (key: Key) => Promise<Value>
  /** For how many milliseconds an answer is good, from when it was asked for. */
  readonly lifetime: number | ((value: Value) => number)
  /** How many answers are kept, those asked for last. */
  readonly capacity: number
}

/** Returns a cache that asks at most once in a lifetime for each key. Failures are not kept. */
export function createTimedCache<Key, Value>({
  read,
  lifetime,
  capacity,
}: CreateTimedCacheParameters<Key, Value>): TimedCache<Key, Value> {
  const entries = new Map<Key, { readonly value: Promise<Value>; until: number }>()
  const find = (key: Key) => {
    const known = entries.get(key)
    return known !== undefined && performance.now() < known.until ? known : undefined
  }
  return {
    has: (key) => find(key) !== undefined,
    read: (key) => {
      const known = find(key)
      if (known !== undefined) return known.value
      const value = read(key)
      const since = performance.now()
      // For as long as it is being read, it is nobody else's to read.
      const isFixed = typeof lifetime === 'number'
      const entry = { value, until: isFixed ? since + lifetime : Number.POSITIVE_INFINITY }
      entries.delete(key)
      entries.set(key, entry)
      const [oldest] = entries.keys()
      if (entries.size > capacity && oldest !== undefined) entries.delete(oldest)
      value.then(
        (given) => {
          if (!isFixed) entry.until = since + lifetime(given)
        },
        () => {
          if (entries.get(key) === entry) entries.delete(key)
        },
      )
      return value
    },
    clear: () => entries.clear(),
  }
}
