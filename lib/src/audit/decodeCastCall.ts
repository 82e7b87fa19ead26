import { PersonhoodGovernor__factory } from '../generated/index.ts'
import { type CallReader, type ProofPoints, readCall, WORD } from './createCallReader.ts'

/** A ballot as somebody brought it to the governor. */
export interface BroughtBallot {
  readonly nullifier: bigint
  readonly revision: number
  readonly words: readonly bigint[]
  readonly points: ProofPoints
}

const governorInterface = PersonhoodGovernor__factory.createInterface()
/** The first four bytes of a call that casts ballots, as `0x` and eight digits. */
export const castSelectors = {
  one: governorInterface.getFunction('castBallot').selector,
  many: governorInterface.getFunction('castBallots').selector,
}

const MAX_WORDS = 8

/**
 * Returns the ballots of a call of `castBallot` or `castBallots` for a proposal; none if it is another call, of
 * another proposal, or no call at all.
 */
export function decodeCastCall(data: string, proposalId: bigint): BroughtBallot[] {
  const selector = data.slice(0, 10)
  if (selector !== castSelectors.one && selector !== castSelectors.many) return []
  return readCall(data, (read) => {
    if (read.word(0) !== proposalId) return []
    const start = read.offset(WORD)
    if (selector === castSelectors.one) return [readBallot(read, start)]
    const items = start + WORD
    return Array.from({ length: read.offset(start) }, (_, index) =>
      readBallot(read, items + read.offset(items + index * WORD)),
    )
  })
}

function readBallot({ word, offset, words, proof }: CallReader, start: number): BroughtBallot {
  return {
    nullifier: word(start),
    revision: Number(BigInt.asUintN(16, word(start + WORD))),
    words: words(start + offset(start + 2 * WORD), MAX_WORDS),
    points: proof(start + 4 * WORD),
  }
}
