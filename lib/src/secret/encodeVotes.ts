import { requireVotes } from '../ballot/requireVotes.ts'
import { optionClass } from './optionClass.ts'

/** By how many bits votes against stand above votes for. */
export const AGAINST_SHIFT = 32n

/**
 * Returns how votes are encrypted: v as max(v, 0) + 2³²·max(−v, 0), so that sums of them keep votes
 * for and against apart.
 * @throws {@link VotesOutOfRangeError} or {@link BallotMalformedError} when they are no ballot's votes.
 * @throws {@link RequestMalformedError} when there are more than 16.
 * @example
 * encodeVotes([3, -4]) // [3n, 17179869184n]
 */
export function encodeVotes(votes: readonly number[]): bigint[] {
  requireVotes(votes)
  optionClass(votes.length)
  return votes.map((vote) => (vote < 0 ? BigInt(-vote) << AGAINST_SHIFT : BigInt(vote)))
}
