import { PersonhoodGovernor__factory } from '../generated/index.ts'
import type { ArchivedBallot } from './wireArchive.ts'

/** A ballot as somebody brought it to the governor. */
export interface BroughtBallot {
  readonly nullifier: bigint
  readonly revision: number
  readonly words: readonly bigint[]
  readonly points: NonNullable<ArchivedBallot['proof']>['points']
}

const governorInterface = PersonhoodGovernor__factory.createInterface()
/** The first four bytes of a call that casts ballots, as `0x` and eight digits. */
export const castSelectors = {
  one: governorInterface.getFunction('castBallot').selector,
  many: governorInterface.getFunction('castBallots').selector,
}

const WORD = 32
const MAX_WORDS = 8

/**
 * Returns the ballots of a call of `castBallot` or `castBallots` for a proposal; none if it is another call, of
 * another proposal, or no call at all. The data is read word by word, where ethers would copy what is left of
 * it for every ballot: a batch is long.
 */
export function decodeCastCall(data: string, proposalId: bigint): BroughtBallot[] {
  const selector = data.slice(0, 10)
  if (selector !== castSelectors.one && selector !== castSelectors.many) return []
  const read = createReader(data)
  try {
    if (read.word(0) !== proposalId) return []
    const start = read.offset(WORD)
    if (selector === castSelectors.one) return [readBallot(read, start)]
    const items = start + WORD
    return Array.from({ length: read.offset(start) }, (_, index) =>
      readBallot(read, items + read.offset(items + index * WORD)),
    )
  } catch (error) {
    // Four bytes that look like a selector in data that are something else.
    if (error instanceof RangeError) return []
    throw error
  }
}

interface Reader {
  /** The word at a byte after the selector. */
  readonly word: (at: number) => bigint
  /** A word that is a place in the data, or a length. */
  readonly offset: (at: number) => number
}

/** Throws a RangeError for what lies beyond the end. */
function createReader(data: string): Reader {
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
  return { word, offset }
}

function readBallot({ word, offset }: Reader, start: number): BroughtBallot {
  const words = start + offset(start + 2 * WORD)
  const count = offset(words)
  if (count > MAX_WORDS) throw new RangeError('No ballot is so long.')
  const point = (index: number): bigint => word(start + (4 + index) * WORD)
  return {
    nullifier: word(start),
    revision: Number(BigInt.asUintN(16, word(start + WORD))),
    words: Array.from({ length: count }, (_, index) => word(words + (1 + index) * WORD)),
    points: [point(0), point(1), point(2), point(3), point(4), point(5), point(6), point(7)],
  }
}
