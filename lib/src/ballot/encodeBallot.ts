import { VOTES_PER_WORD } from './ballotLimits.ts'
import { requireVotes } from './requireVotes.ts'

/** What {@link encodeBallot} takes. */
export type EncodeBallotParameters = {
  /** Votes on every option of the proposal (1 to 128), each from -32 768 to 32 767. */
  votes: readonly number[]
}

/**
 * Returns the words of a ballot as the governor reads them: votes as int16 in two's complement,
 * option *i* in bits `[16·(i mod 16), 16·(i mod 16)+16)` of word `⌊i/16⌋`, unused bits zero.
 * @throws {@link VotesOutOfRangeError} when an option's votes are no int16.
 * @throws {@link BallotMalformedError} when there are no votes or more than 128.
 * @example
 * encodeBallot({ votes: [3, -4] }) // [0xfffc0003n]
 */
export function encodeBallot({ votes }: EncodeBallotParameters): bigint[] {
  requireVotes(votes)
  const words = new Array<bigint>(Math.ceil(votes.length / VOTES_PER_WORD)).fill(0n)
  for (const [option, vote] of votes.entries()) {
    const word = Math.floor(option / VOTES_PER_WORD)
    const shift = BigInt(16 * (option % VOTES_PER_WORD))
    words[word] = (words[word] ?? 0n) | (BigInt.asUintN(16, BigInt(vote)) << shift)
  }
  return words
}
