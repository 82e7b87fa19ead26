/** A map that forgets its oldest entry rather than outgrow its capacity. */
export class BoundedMap<Key, Value> extends Map<Key, Value> {
  readonly #capacity: number

  /** @param capacity How many entries it holds at most, at least 1. */
  constructor(capacity: number) {
    super()
    this.#capacity = capacity
  }

  override set(key: Key, value: Value): this {
    super.set(key, value)
    if (this.size > this.#capacity) {
      const oldest = this.keys().next()
      if (!oldest.done) this.delete(oldest.value)
    }
    return this
  }
}
