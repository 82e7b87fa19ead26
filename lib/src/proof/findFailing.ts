/** What {@link findFailing} takes. */
export type FindFailingParameters = {
  /** How many items there are. */
  count: number
  /** How many are tested first, from 1: all, or fewer where many bad ones are expected. */
  size: number
  /** Tells whether all items from `start` to before `end` are good. */
  holds: (start: number, end: number) => boolean
}

/**
 * Returns which items are bad, in order, by testing few groups of them: one test if all are good,
 * about log₂(count) for each bad one among many good ones, and not many more than one per item
 * however many are bad. A group is halved until its first bad item is found; the next group is then half
 * as large, and after a good group twice as large (Hwang's generalized binary splitting, 1972,
 * without knowing how many are bad).
 *
 * An item that is not tested itself is bad because its group is and the rest of the group is not,
 * so `holds` must be exact about that, as a product is that is one or not.
 */
export function* findFailing({ count, size, holds }: FindFailingParameters): Generator<number> {
  for (let start = 0; start < count; ) {
    const end = Math.min(start + size, count)
    if (holds(start, end)) {
      start = end
      size *= 2
      continue
    }
    let [first, beyond] = [start, end]
    while (beyond - first > 1) {
      const middle = (first + beyond) >> 1
      if (holds(first, middle)) first = middle
      else beyond = middle
    }
    yield first
    start = first + 1
    size = Math.max(1, size >> 1)
  }
}
