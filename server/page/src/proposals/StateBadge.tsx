import type { ProposalState } from '@psephos/lib'
import { messages } from '../messages.ts'
import './StateBadge.css'

/** A proposal's state in a word. */
export function StateBadge({ state }: { state: ProposalState }) {
  return (
    <span className={`state-badge state-badge-${state}`}>{messages.proposal.states[state]}</span>
  )
}
