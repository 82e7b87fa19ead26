/** Remembers where marks were seen, 8 to 16 bytes for each. */
export type MarkTable = {
  /** Remembers a place, from 0 to 2^32 − 2, under a mark. */
  add(mark: bigint, place: number): void
  /** Calls with every place under a mark; now and then with one of another mark (one in 2^32). */
  find(mark: bigint, onPlace: (place: number) => void): void
}

/**
 * Returns a table for up to `size` marks, in typed arrays: half the slots stay free, a mark's lower 32
 * bits say where to look, its upper ones are kept beside the place.
 */
export function createMarkTable(size: number): MarkTable {
  const slots = 2 ** Math.ceil(Math.log2(Math.max(size, 1) * 2))
  const mask = slots - 1
  const upper = new Uint32Array(slots)
  /** 1 + the place; 0 is free. */
  const places = new Uint32Array(slots)
  // A view of a mark's two halves, which costs less than shifting a bigint.
  const mark64 = new BigUint64Array(1)
  const halves = new Uint32Array(mark64.buffer)

  return {
    add(mark, place) {
      mark64[0] = mark
      let slot = (halves[0] as number) & mask
      while (places[slot] !== 0) slot = (slot + 1) & mask
      upper[slot] = halves[1] as number
      places[slot] = place + 1
    },
    find(mark, onPlace) {
      mark64[0] = mark
      const high = halves[1] as number
      let slot = (halves[0] as number) & mask
      while (places[slot] !== 0) {
        if (upper[slot] === high) onPlace((places[slot] as number) - 1)
        slot = (slot + 1) & mask
      }
    },
  }
}
