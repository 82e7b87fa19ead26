/** Answers that are good for a while, by their key. */
export interface TimedCache<Key, Value> {
  /** Returns what is known of a key, or reads it; all who ask meanwhile wait for the same reading. */
  readonly read: (key: Key) => Promise<Value>
  /** Forgets everything. */
  readonly clear: () => void
}

/** What {@link createTimedCache} takes. */
export interface CreateTimedCacheParameters<Key, Value> {
  readonly read: (key: Key) => Promise<Value>
  /** For how many milliseconds an answer is good. */
  readonly lifetime: number
  /** How many answers are kept, those asked for last. */
  readonly capacity: number
}

/** Returns a cache that asks at most once in a lifetime for each key. Failures are not kept. */
export function createTimedCache<Key, Value>({
  read,
  lifetime,
  capacity,
}: CreateTimedCacheParameters<Key, Value>): TimedCache<Key, Value> {
  const entries = new Map<Key, { readonly value: Promise<Value>; readonly until: number }>()
  return {
    read: (key) => {
      const known = entries.get(key)
      if (known !== undefined && performance.now() < known.until) return known.value
      const value = read(key)
      const entry = { value, until: performance.now() + lifetime }
      entries.delete(key)
      entries.set(key, entry)
      const [oldest] = entries.keys()
      if (entries.size > capacity && oldest !== undefined) entries.delete(oldest)
      value.catch(() => {
        if (entries.get(key) === entry) entries.delete(key)
      })
      return value
    },
    clear: () => entries.clear(),
  }
}
