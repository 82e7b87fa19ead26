import { isSecretProposal, type WireProposal } from '@psephos/lib'
import type { Elector } from '../identity/findElector.ts'
import type { ProposalText } from '../proposals/readProposalText.ts'

/** Why this browser may not vote on a proposal. */
export type VotingObstacle =
  | 'pending'
  | 'closed'
  | 'secret'
  | 'textUnsure'
  | 'notEnrolled'
  | 'enrolledLate'
  | 'replaced'

/** What {@link findVotingObstacle} takes. */
export type FindVotingObstacleParameters = {
  proposal: Pick<WireProposal, 'state' | 'electorate' | 'description'>
  text: Pick<ProposalText, 'kind'>
  /** Who votes from this browser, if anybody. */
  elector: Elector
}

/** Returns why this browser may not vote on a proposal, or null when it may. */
export function findVotingObstacle({
  proposal,
  text,
  elector,
}: FindVotingObstacleParameters): VotingObstacle | null {
  const { state, electorate } = proposal
  if (state !== 'pending' && state !== 'active') return 'closed'
  // This page makes open ballots, which anybody could read.
  if (isSecretProposal(proposal.description)) return 'secret'
  if (text.kind === 'missing' || text.kind === 'mismatch') return 'textUnsure'
  if (!elector.may && elector.reason === 'notEnrolled') return 'notEnrolled'
  if (state === 'pending' || electorate === null) return 'pending'
  return elector.may ? null : elector.reason
}
