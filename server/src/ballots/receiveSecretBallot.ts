import {
  BallotMalformedError,
  checkSecretBallot,
  encodeEncryptedVotes,
  VotingNotOpenError,
  type WireCastBallot,
  type WireSecretBallot,
} from '@psephos/lib'
import { requireKey } from './createProofBatch.ts'
import type { ReceiveBallotParameters } from './receiveBallot.ts'

/** What {@link receiveSecretBallot} takes. */
export interface ReceiveSecretBallotParameters extends Omit<ReceiveBallotParameters, 'ballot'> {
  readonly ballot: WireSecretBallot
}

/**
 * Verifies a secret ballot as the ballot box will, cheapest first and without opening it, stores it for the relay and returns where it
 * stands with its receipt.
 * @throws {@link ProposalUnknownError}, {@link VotingNotOpenError}, {@link RevisionNotHigherError}, {@link ServerBusyError}, what
 * `verifySecretBallots` finds, and {@link ConfigurationInvalidError} when this server has no circuit for so many options.
 */
export async function receiveSecretBallot({
  rules,
  intake,
  proposalId,
  ballot,
  source = '',
}: ReceiveSecretBallotParameters): Promise<WireCastBallot> {
  const entry = await rules.read(proposalId)
  if (entry.proposal.committee === null)
    throw new BallotMalformedError({ reason: 'the proposal takes open ballots only' })
  if (entry.rules === null)
    throw new VotingNotOpenError({ proposal: proposalId, state: entry.state })
  requireKey(entry.rules)
  const { nullifier, revision, encrypted } = checkSecretBallot(ballot, entry.rules)
  return intake.take({
    entry: { ...entry, rules: entry.rules },
    nullifier,
    revision,
    votes: [],
    encrypted: encodeEncryptedVotes(encrypted).map(String),
    points: ballot.proof.points,
    source,
  })
}
