import { BallotProofInvalidError } from '../errors/ballotErrors.ts'
import type { WireBallot } from '../wire/ballot.ts'
import type { BallotRules, VerifiedBallot } from './checkBallot.ts'
import { verifyBallots } from './verifyBallots.ts'

/**
 * What {@link verifyBallot} takes: a ballot from anywhere, and what the chain says of its proposal.
 */
export type VerifyBallotParameters = BallotRules & { ballot: WireBallot }

/**
 * Verifies everything about a ballot that can be verified without knowing the other ballots,
 * cheapest first, and returns what counts. Does *not* check that voting is open, nor that the
 * revision is higher than the one held.
 * @throws {@link BallotMalformedError} when it has not `optionCount` votes, or its revision is no
 * uint16.
 * @throws {@link VotesOutOfRangeError} when an option's votes are no int16.
 * @throws {@link VoiceCreditsExceededError} when it costs more than `voiceCredits`.
 * @throws {@link BallotScopeMismatchError} when it was made for another proposal.
 * @throws {@link BallotSnapshotMismatchError} when it was made for another group or depth.
 * @throws {@link NotAMemberError} when the group has no members.
 * @throws {@link BallotMessageMismatchError} when the proof was made for other votes or another
 * revision.
 * @throws {@link FieldElementOutOfRangeError} when the nullifier is not below the scalar field.
 * @throws {@link BallotProofInvalidError} when the proof does not hold.
 * @example
 * const rules = { scope, electorate, optionCount: 2, voiceCredits: 100 }
 * const { nullifier, words } = await verifyBallot({ ballot, ...rules })
 */
export async function verifyBallot({
  ballot,
  ...proposal
}: VerifyBallotParameters): Promise<VerifiedBallot> {
  const [verdict] = await verifyBallots({ ballots: [ballot], ...proposal })
  if (!verdict?.valid) throw verdict?.error ?? new BallotProofInvalidError()
  return verdict.ballot
}
