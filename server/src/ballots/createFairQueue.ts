/** What waits in a queue, and for whom. */
export interface Waiting {
  /** Only what has the same key may be in one batch. */
  readonly key: string
  /** Whoever brought it, under any name that tells one from another. Kept only while it waits. */
  readonly source: string
}

/** What waits, in turns between those who brought it. */
export interface FairQueue<Item extends Waiting> {
  readonly size: number
  /**
   * Puts an item into the queue. When that is full, whoever has most in it gives way; returns the
   * item for which there is no place, which may be the given one, or null.
   */
  readonly add: (item: Item) => Item | null
  /** Takes the next batch; empty when nothing waits. */
  readonly take: () => Item[]
  /** Says that a source brought something bad: for a while it waits in a queue apart. */
  readonly suspect: (source: string) => void
}

/** What {@link createFairQueue} takes. */
export interface CreateFairQueueParameters {
  /** How many items may wait. */
  readonly capacity: number
  /** How many items a batch may have. */
  readonly batchSize: number
  /** How many it may have when those who brought them are suspects. */
  readonly suspectBatchSize: number
}

/** For how long a source is suspect, in milliseconds. */
const SUSPICION = 60_000
const MOST_SUSPECTS = 10_000

/**
 * Returns a queue in which nobody can be kept waiting by how much others bring, nor by how bad it
 * is. Sources take turns; what suspects bring goes into small batches of its own, every other one
 * at most.
 */
export function createFairQueue<Item extends Waiting>({
  capacity,
  batchSize,
  suspectBatchSize,
}: CreateFairQueueParameters): FairQueue<Item> {
  const trusted = createLane<Item>()
  const suspected = createLane<Item>()
  const suspects = new Map<string, number>()
  let isSuspectsTurn = false

  function isSuspect(source: string): boolean {
    const until = suspects.get(source)
    if (until === undefined) return false
    if (performance.now() < until) return true
    suspects.delete(source)
    return false
  }
  const size = () => trusted.size() + suspected.size()
  const count = (source: string) => trusted.count(source) + suspected.count(source)

  function makePlace(source: string): Item | null {
    const lane = suspected.most() > trusted.most() ? suspected : trusted
    return lane.most() > count(source) + 1 ? lane.dropFromMost() : null
  }

  return {
    get size() {
      return size()
    },
    add: (item) => {
      const dropped = size() < capacity ? null : makePlace(item.source)
      if (size() >= capacity) return item
      ;(isSuspect(item.source) ? suspected : trusted).add(item)
      return dropped
    },
    take: () => {
      isSuspectsTurn = suspected.size() > 0 && (!isSuspectsTurn || trusted.size() === 0)
      return isSuspectsTurn ? suspected.take(suspectBatchSize) : trusted.take(batchSize)
    },
    suspect: (source) => {
      suspects.delete(source)
      suspects.set(source, performance.now() + SUSPICION)
      const [oldest] = suspects.keys()
      if (suspects.size > MOST_SUSPECTS && oldest !== undefined) suspects.delete(oldest)
      for (const item of trusted.removeAll(source)) suspected.add(item)
    },
  }
}

/** Items in the order of their sources' turns. */
function createLane<Item extends Waiting>() {
  /** Whose turn is next comes first. */
  const sources = new Map<string, Item[]>()
  let size = 0

  function findMost(): [string, Item[]] | undefined {
    let most: [string, Item[]] | undefined
    for (const entry of sources) if (entry[1].length > (most?.[1].length ?? 0)) most = entry
    return most
  }

  function removeFrom(source: string, items: Item[], index: number): Item | undefined {
    const [item] = items.splice(index, 1)
    if (item !== undefined) size--
    // A source that has had its turn goes behind the others.
    sources.delete(source)
    if (items.length > 0) sources.set(source, items)
    return item
  }

  return {
    size: () => size,
    count: (source: string) => sources.get(source)?.length ?? 0,
    most: () => findMost()?.[1].length ?? 0,
    add: (item: Item): void => {
      const items = sources.get(item.source)
      if (items === undefined) sources.set(item.source, [item])
      else items.push(item)
      size++
    },
    /** The latest of whoever has most. */
    dropFromMost: (): Item | null => {
      const [source, items] = findMost() ?? []
      if (source === undefined || items === undefined) return null
      const item = items.pop() ?? null
      size--
      if (items.length === 0) sources.delete(source)
      return item
    },
    removeAll: (source: string): Item[] => {
      const items = sources.get(source) ?? []
      sources.delete(source)
      size -= items.length
      return items
    },
    /** Up to `most` items of one key: that of whoever's turn it is. */
    take: (most: number): Item[] => {
      const batch: Item[] = []
      const [first] = sources.values()
      const key = first?.[0]?.key
      let hadNothing = 0
      while (batch.length < most && hadNothing < sources.size) {
        const [entry] = sources
        if (entry === undefined) break
        const [source, items] = entry
        const index = items.findIndex((item) => item.key === key)
        if (index === -1) {
          hadNothing++
          sources.delete(source)
          sources.set(source, items)
          continue
        }
        hadNothing = 0
        const item = removeFrom(source, items, index)
        if (item !== undefined) batch.push(item)
      }
      return batch
    },
  }
}
