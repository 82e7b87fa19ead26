/** How many blocks a node is asked about at once. */
export interface BlockRange {
  /** At least 1. */
  readonly size: number
  /** Takes note that the node refused so many blocks; false if there is no asking for fewer. */
  readonly shrink: (refused: number) => boolean
  readonly grow: () => void
}

/** What nodes take at most is often more, and sometimes far less. */
const FIRST = 2_000
const MOST = 10_000

/**
 * Creates a range that adapts to a node: what it refuses, for its length or the number of its events,
 * is asked for an eighth at a time, then for more again, and only slowly for as much as it refused.
 */
export function createBlockRange(): BlockRange {
  let size = FIRST
  let most = MOST
  return {
    get size() {
      return size
    },
    shrink: (refused) => {
      if (refused <= 1) return false
      most = Math.max(1, Math.floor(refused / 2))
      size = Math.min(most, Math.max(1, Math.floor(refused / 8)))
      return true
    },
    grow: () => {
      most = Math.min(MOST, Math.ceil(most * 1.05))
      size = Math.min(most, size * 2)
    },
  }
}
