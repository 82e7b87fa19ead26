import {
  BallotMalformedError,
  checkBallot,
  VotingNotOpenError,
  type WireBallot,
  type WireCastBallot,
} from '@psephos/lib'
import type { ProposalRules } from '../proposals/createProposalRules.ts'
import type { BallotIntake } from './createBallotIntake.ts'

/** What {@link receiveBallot} takes. */
export interface ReceiveBallotParameters {
  readonly rules: ProposalRules
  readonly intake: BallotIntake
  readonly proposalId: bigint
  readonly ballot: WireBallot
  /** Whoever sends it, so that others need not wait for them; told apart for seconds, never kept. */
  readonly source?: string | undefined
}

/**
 * Verifies a ballot as the governor will, cheapest first, stores it for the relay and returns where
 * it stands with its receipt.
 * @throws {@link ProposalUnknownError}, {@link VotingNotOpenError}, {@link RevisionNotHigherError},
 * {@link ServerBusyError} and what `verifyBallot` throws.
 */
export async function receiveBallot({
  rules,
  intake,
  proposalId,
  ballot,
  source = '',
}: ReceiveBallotParameters): Promise<WireCastBallot> {
  const entry = await rules.read(proposalId)
  // The governor would refuse it, and whoever meant it to be secret must not send another such one.
  if (entry.proposal.committee !== null)
    throw new BallotMalformedError({ reason: 'the proposal takes secret ballots only' })
  if (entry.rules === null)
    throw new VotingNotOpenError({ proposal: proposalId, state: entry.state })
  const { nullifier, revision, votes } = checkBallot(ballot, entry.rules)
  return intake.take({
    entry: { ...entry, rules: entry.rules },
    nullifier,
    revision,
    votes,
    encrypted: [],
    points: ballot.proof.points,
    source,
  })
}
