import type { WireProposal } from '@psephos/lib'
import type { IdentityRecord } from '../identity/identityRecords.ts'
import type { ProposalText } from '../proposals/readProposalText.ts'

/** Why this browser may not vote on a proposal. */
export type VotingObstacle = 'pending' | 'closed' | 'textUnsure' | 'notEnrolled' | 'enrolledLate'

/** What {@link findVotingObstacle} takes. */
export type FindVotingObstacleParameters = {
  proposal: Pick<WireProposal, 'state' | 'electorate'>
  text: Pick<ProposalText, 'kind'>
  identity: Pick<IdentityRecord, 'index'> | null
}

/** Returns why this browser may not vote on a proposal, or null when it may. */
export function findVotingObstacle({
  proposal,
  text,
  identity,
}: FindVotingObstacleParameters): VotingObstacle | null {
  const { state, electorate } = proposal
  if (state !== 'pending' && state !== 'active') return 'closed'
  if (text.kind === 'missing' || text.kind === 'mismatch') return 'textUnsure'
  if (identity === null || identity.index === null) return 'notEnrolled'
  if (state === 'pending' || electorate === null) return 'pending'
  // Places are numbered in the order of enrolment, and the snapshot holds the first so many. Who has rotated since has
  // an older place than their identity: the prover finds out, with the members of the snapshot at hand.
  return identity.index < electorate.size ? null : 'enrolledLate'
}
