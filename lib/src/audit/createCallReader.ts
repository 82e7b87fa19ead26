/** The size of a word, in bytes. */
export const WORD = 32

/** Reads the data of a call word by word. */
export interface CallReader {
  /** The word at a byte after the selector. */
  readonly word: (at: number) => bigint
  /** A word that is a place in the data, or a length. */
  readonly offset: (at: number) => number
  /** The words of a list whose length stands at a byte. */
  readonly words: (at: number, most: number) => bigint[]
  /** The eight words of a proof, which stand at a byte. */
  readonly proof: (at: number) => ProofPoints
}

/** The points of a Groth16 proof, as the contracts take them. */
export type ProofPoints = [bigint, bigint, bigint, bigint, bigint, bigint, bigint, bigint]

/**
 * Returns a reader of a call's data. It reads where ethers would copy what is left of the data for every ballot: a batch is
 * long. What it gives throws a RangeError for what lies beyond the end.
 */
export function createCallReader(data: string): CallReader {
  const size = (data.length - 10) / 2
  const word = (at: number): bigint => {
    if (at + WORD > size) throw new RangeError('The data ends before.')
    return BigInt(`0x${data.slice(10 + 2 * at, 10 + 2 * (at + WORD))}`)
  }
  const offset = (at: number): number => {
    const value = word(at)
    if (value > size) throw new RangeError('The data ends before.')
    return Number(value)
  }
  const words = (at: number, most: number): bigint[] => {
    const count = offset(at)
    if (count > most) throw new RangeError('No list is so long.')
    return Array.from({ length: count }, (_, index) => word(at + (1 + index) * WORD))
  }
  const proof = (at: number): ProofPoints => {
    const point = (index: number): bigint => word(at + index * WORD)
    return [point(0), point(1), point(2), point(3), point(4), point(5), point(6), point(7)]
  }
  return { word, offset, words, proof }
}

/** Returns what a call says; nothing if its data only begins like one of the calls that are looked for. */
export function readCall<Brought>(
  data: string,
  read: (reader: CallReader) => Brought[],
): Brought[] {
  try {
    return read(createCallReader(data))
  } catch (error) {
    // Four bytes that look like a selector in data that are something else.
    if (error instanceof RangeError) return []
    throw error
  }
}
