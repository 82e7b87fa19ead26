import type { WireProposal } from '@psephos/lib'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../format/useFormat.ts'
import type { OptionText } from '../proposals/listOptions.ts'
import { ballotSum } from './ballotSum.ts'
import { StepHeading } from './StepHeading.tsx'
import { VoteList } from './VoteList.tsx'
import { WalletRoute } from './WalletRoute.tsx'
import './BallotReview.css'

/** What {@link BallotReview} takes. */
export type BallotReviewProps = {
  proposal: Pick<WireProposal, 'voiceCredits' | 'deadline'>
  options: OptionText[]
  votes: readonly number[]
  /** Whether an earlier ballot is replaced. */
  isChange: boolean
  /** Among whom the ballot is hidden. */
  anonymity: ReactNode
  /** Stands in the place of the buttons while the ballot is being cast. */
  progress: ReactNode
  onCast: () => void
  onCastMyself: () => void
  onBack: () => void
}

/** What one is about to cast, in words, before it is cast. */
export function BallotReview(props: BallotReviewProps) {
  const { proposal, options, votes, isChange, anonymity, progress } = props
  const { t } = useTranslation('ballot')
  const { t: tVoting } = useTranslation('voting')
  const format = useFormat()
  const { cost, left, isAbstention } = ballotSum(votes, proposal.voiceCredits)
  return (
    <div className="card ballot-review">
      <StepHeading>{t('reviewTitle')}</StepHeading>
      <VoteList votes={votes} options={options} />
      <p className="ballot-review-sum">
        {isAbstention ? (
          t('abstention')
        ) : (
          <>
            {t('sum', { count: cost, all: proposal.voiceCredits })}{' '}
            {left > 0 && t('leftOver', { count: left })}
          </>
        )}
      </p>
      <p>
        {isChange && `${t('replaces')} `}
        {t('changeUntil', { when: format.time(proposal.deadline) })}
      </p>
      {anonymity}
      {progress ?? (
        <>
          <p className="soft">{t('relay')}</p>
          <div className="ballot-actions">
            <button type="button" className="button" onClick={props.onCast}>
              {isChange ? tVoting('replace') : isAbstention ? tVoting('abstain') : tVoting('cast')}
            </button>
            <button type="button" className="button button-quiet" onClick={props.onBack}>
              {t('back')}
            </button>
          </div>
          <WalletRoute onCast={props.onCastMyself} />
        </>
      )}
    </div>
  )
}
