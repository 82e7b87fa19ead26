import type { ProposalState } from '@psephos/lib'
import { useTranslation } from 'react-i18next'
import './StateBadge.css'

/** A proposal's state in a word; `counting` where a secret one's ballots are not taken any more and not counted yet. */
export function StateBadge({ state }: { state: ProposalState | 'counting' }) {
  const { t } = useTranslation('proposal')
  return <span className={`state-badge state-badge-${state}`}>{t(`states.${state}`)}</span>
}
