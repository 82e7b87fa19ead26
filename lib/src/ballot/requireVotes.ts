import { BallotMalformedError, VotesOutOfRangeError } from '../errors/ballotErrors.ts'
import { MAX_OPTIONS, MAX_VOTES, MIN_VOTES } from './ballotLimits.ts'

/**
 * @throws {@link BallotMalformedError} when there are no votes or more than 128.
 * @throws {@link VotesOutOfRangeError} when an option's votes are no int16.
 */
export function requireVotes(votes: readonly number[]): void {
  if (votes.length < 1 || votes.length > MAX_OPTIONS) {
    const reason = `it has votes on ${votes.length} options, not on 1 to ${MAX_OPTIONS}`
    throw new BallotMalformedError({ reason })
  }
  for (const [option, vote] of votes.entries()) {
    if (!Number.isInteger(vote) || vote < MIN_VOTES || vote > MAX_VOTES) {
      throw new VotesOutOfRangeError({ option })
    }
  }
}
