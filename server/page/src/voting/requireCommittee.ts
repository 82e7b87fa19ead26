import {
  CommitteeMalformedError,
  hashCommittee,
  hashProposal,
  type RegisteredCommittee,
  readProposalCommittee,
  type ServerClient,
} from '@psephos/lib'
import type { VotedProposal } from './proofJob.ts'

/** What {@link requireCommittee} takes. */
export type RequireCommitteeParameters = {
  proposal: Pick<VotedProposal, 'id' | 'description' | 'calls'>
  client: Pick<ServerClient, 'getCommittee'>
}

/**
 * Returns the committee of a secret proposal, once it is sure that it is the one that the proposal names: its id is a hash of the
 * committee, it stands in the description, and the proposal's id is a hash of that. A server that gave keys of its own would read
 * every vote.
 * @throws {@link CommitteeMalformedError} when the server gives another one, or describes another proposal.
 */
export async function requireCommittee({
  proposal: { id, description, calls },
  client,
}: RequireCommitteeParameters): Promise<RegisteredCommittee> {
  const named = readProposalCommittee(description)
  if (named === null || hashProposal({ calls, description }) !== id) {
    throw new CommitteeMalformedError({ reason: 'the proposal’s id is of another description' })
  }
  const committee = await client.getCommittee({ committee: named })
  if (hashCommittee(committee) !== named) {
    throw new CommitteeMalformedError({ reason: 'it is another than the proposal names' })
  }
  return committee
}
