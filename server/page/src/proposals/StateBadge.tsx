import type { ProposalState } from '@psephos/lib'
import { useTranslation } from 'react-i18next'
import './StateBadge.css'

/** A proposal's state in a word. */
export function StateBadge({ state }: { state: ProposalState }) {
  const { t } = useTranslation('proposal')
  return <span className={`state-badge state-badge-${state}`}>{t(`states.${state}`)}</span>
}
