import type { WireProposal } from '@psephos/lib'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../format/useFormat.ts'

/** When voting opens or closes, seen from now. */
export function VotingWindow({ proposal }: { proposal: WireProposal }) {
  const { t } = useTranslation('proposal')
  const format = useFormat()
  const { state, snapshot, deadline } = proposal
  if (state === 'pending') return t('window.pending', { when: format.relativeTime(snapshot) })
  const when = format.relativeTime(deadline)
  return state === 'active' ? t('window.active', { when }) : t('window.finished', { when })
}
