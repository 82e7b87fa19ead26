import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { OptionText } from '../proposals/listOptions.ts'
import { CastButton } from './CastButton.tsx'
import { SealedVotes } from './SealedVotes.tsx'
import { StepHeading } from './StepHeading.tsx'
import { VoteList } from './VoteList.tsx'
import { WalletRoute } from './WalletRoute.tsx'
import './MadeBallot.css'

/** What {@link MadeBallot} takes. */
export type MadeBallotProps = {
  /** Null where nobody can see them. */
  votes: readonly number[] | null
  options: OptionText[]
  /** Stands in the place of the buttons while the ballot is on its way. */
  progress: ReactNode
  /** Whether the person stopped while it was on its way. */
  hasStopped: boolean
  onSend: () => void
  onCastMyself: () => void
  onDiscard: () => void
}

/** A ballot that is proved and perhaps did not arrive: the same one can be sent again. */
export function MadeBallot(props: MadeBallotProps) {
  const { votes, options, progress, hasStopped, onSend, onCastMyself, onDiscard } = props
  const { t } = useTranslation('ballot')
  return (
    <div className="card made-ballot">
      <StepHeading>{t('made.title')}</StepHeading>
      <p>{t('made.text')}</p>
      {votes === null ? (
        <SealedVotes />
      ) : (
        <VoteList votes={votes} options={options} abstention={t('wouldAbstain')} />
      )}
      {/* Here before there is anything to say, so that it is read out. */}
      <p role="status" className="ballot-stopped">
        {hasStopped && t('stoppedSending')}
      </p>
      {progress ?? (
        <>
          <div className="ballot-actions">
            <CastButton text={t('made.send')} hasStopped={hasStopped} onCast={onSend} />
            <button type="button" className="button button-quiet" onClick={onDiscard}>
              {t('made.discard')}
            </button>
          </div>
          <p className="soft">{t('made.discardNote')}</p>
          <WalletRoute onCast={onCastMyself} isSecret={votes === null} />
        </>
      )}
    </div>
  )
}
