import type { WireProposal } from '@psephos/lib'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../format/useFormat.ts'

/** What {@link VotingWindow} takes. */
export type VotingWindowProps = {
  proposal: Pick<WireProposal, 'state' | 'snapshot' | 'deadline'>
  /** Whether voting is over although the state does not say so. */
  isCounting: boolean
}

/** When voting opens or closes, seen from now. */
export function VotingWindow({ proposal, isCounting }: VotingWindowProps) {
  const { t } = useTranslation('proposal')
  const format = useFormat()
  const { state, snapshot, deadline } = proposal
  if (state === 'pending') return t('window.pending', { when: format.relativeTime(snapshot) })
  const when = format.relativeTime(deadline)
  return state === 'active' && !isCounting
    ? t('window.active', { when })
    : t('window.finished', { when })
}
