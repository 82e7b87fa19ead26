import type { WireProposal } from '@psephos/lib'
import type { Elector } from '../identity/findElector.ts'
import type { ProposalText } from '../proposals/readProposalText.ts'

/** Why this browser may not vote on a proposal. */
export type VotingObstacle =
  | 'pending'
  | 'closed'
  | 'circuitMissing'
  | 'textUnsure'
  | 'notEnrolled'
  | 'enrolledLate'
  | 'replaced'

/** What {@link findVotingObstacle} takes. */
export type FindVotingObstacleParameters = {
  proposal: Pick<WireProposal, 'state' | 'electorate'>
  /** Whether voting is over although the state does not say so: a secret proposal stays active until its totals are known. */
  isCounting: boolean
  /** Whether it is known that nothing can prove ballots on so many options. */
  isCircuitMissing: boolean
  text: Pick<ProposalText, 'kind'>
  /** Who votes from this browser, if anybody. */
  elector: Elector
}

/** Returns why this browser may not vote on a proposal, or null when it may. */
export function findVotingObstacle({
  proposal,
  isCounting,
  isCircuitMissing,
  text,
  elector,
}: FindVotingObstacleParameters): VotingObstacle | null {
  const { state, electorate } = proposal
  if (isCounting || (state !== 'pending' && state !== 'active')) return 'closed'
  if (isCircuitMissing) return 'circuitMissing'
  if (text.kind === 'missing' || text.kind === 'mismatch') return 'textUnsure'
  if (!elector.may && elector.reason === 'notEnrolled') return 'notEnrolled'
  if (state === 'pending' || electorate === null) return 'pending'
  return elector.may ? null : elector.reason
}
