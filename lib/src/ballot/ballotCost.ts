import { VoiceCreditsExceededError } from '../errors/ballotErrors.ts'
import { requireVotes } from './requireVotes.ts'

/** What {@link ballotCost} takes. */
export type BallotCostParameters = {
  /** Votes on every option of the proposal, each from -32 768 to 32 767. */
  votes: readonly number[]
  /** The budget that the proposal gives each ballot, from 1 to 65 535. */
  voiceCredits: number
}

/**
 * Returns the voice credits that a quadratic ballot spends: the sum of the squares of its votes.
 * @throws {@link VoiceCreditsExceededError} when the ballot costs more than `voiceCredits`.
 * @throws {@link VotesOutOfRangeError} when an option's votes are no int16.
 * @throws {@link BallotMalformedError} when there are no votes or more than 128.
 * @example
 * ballotCost({ votes: [3, -4], voiceCredits: 100 }) // 25
 */
export function ballotCost({ votes, voiceCredits }: BallotCostParameters): number {
  requireVotes(votes)
  // At most 128 · 2^30, far below 2^53.
  const cost = votes.reduce((sum, vote) => sum + vote * vote, 0)
  if (cost > voiceCredits) throw new VoiceCreditsExceededError({ cost, voiceCredits })
  return cost
}
