import type { WireProposal } from '@psephos/lib'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../format/useFormat.ts'
import type { OptionText } from '../proposals/listOptions.ts'
import { ballotSum } from './ballotSum.ts'
import { CastButton } from './CastButton.tsx'
import { StepHeading } from './StepHeading.tsx'
import { VoteList } from './VoteList.tsx'
import { WalletRoute } from './WalletRoute.tsx'
import './BallotReview.css'

/** What {@link BallotReview} takes. */
export type BallotReviewProps = {
  proposal: Pick<WireProposal, 'voiceCredits' | 'deadline' | 'committee'>
  options: OptionText[]
  votes: readonly number[]
  /** Whether an earlier ballot is replaced. */
  isChange: boolean
  /** Among whom the ballot is hidden. */
  anonymity: ReactNode
  /** Stands in the place of the buttons while the ballot is being cast. */
  progress: ReactNode
  /** Whether the person stopped it before it was made. */
  hasStopped: boolean
  onCast: () => void
  onCastMyself: () => void
  onBack: () => void
}

/** What one is about to cast, in words, before it is cast. */
export function BallotReview(props: BallotReviewProps) {
  const { proposal, options, votes, isChange, anonymity, progress, hasStopped } = props
  const { t } = useTranslation('ballot')
  const { t: tVoting } = useTranslation('voting')
  const format = useFormat()
  const { cost, left, isAbstention } = ballotSum(votes, proposal.voiceCredits)
  const isCasting = progress !== null
  return (
    <>
      <div className="card ballot-review">
        <StepHeading>{t('reviewTitle')}</StepHeading>
        <VoteList votes={votes} options={options} abstention={t('wouldAbstain')} />
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
        {isChange && <p>{t('replaces')}</p>}
        {progress ?? (
          <>
            <p className="soft">{t('relay')}</p>
            {anonymity}
            <WalletRoute isSecret={proposal.committee !== null} onCast={props.onCastMyself} />
          </>
        )}
      </div>
      <div className={isCasting ? undefined : 'ballot-bar'}>
        <div>
          {/* Here before there is anything to say, so that it is read out. */}
          <p role="status" className="ballot-stopped">
            {hasStopped && t('stopped')}
          </p>
          {!isCasting && (
            <p className="ballot-bar-note">
              {t('changeUntil', { when: format.time(proposal.deadline) })}
            </p>
          )}
        </div>
        {!isCasting && (
          <div className="ballot-actions">
            <CastButton
              text={
                isChange ? tVoting('replace') : isAbstention ? tVoting('abstain') : tVoting('cast')
              }
              hasStopped={hasStopped}
              onCast={props.onCast}
            />
            <button type="button" className="button button-quiet" onClick={props.onBack}>
              {t('back')}
            </button>
          </div>
        )}
      </div>
    </>
  )
}
