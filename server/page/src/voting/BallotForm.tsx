import type { WireProposal, WireSpace } from '@psephos/lib'
import type { FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { CallList } from '../proposals/CallList.tsx'
import type { OptionText } from '../proposals/listOptions.ts'
import { affordableVotes, ballotSum } from './ballotSum.ts'
import { QuickVotes } from './QuickVotes.tsx'
import { VoteField } from './VoteField.tsx'
import './BallotForm.css'

/** What {@link BallotForm} takes. */
export type BallotFormProps = {
  proposal: WireProposal
  space: WireSpace
  options: OptionText[]
  /** Null while a field is empty, which counts as zero. */
  votes: readonly (number | null)[]
  onVote: (index: number, value: number | null) => void
  onReview: () => void
  /** Leaves the earlier ballot as it is; null where there is none. */
  onKeep: (() => void) | null
}

/** The controls for a ballot: votes on each option, and what they cost. */
export function BallotForm(props: BallotFormProps) {
  const { proposal, space, options, votes, onVote, onReview, onKeep } = props
  const { t } = useTranslation('voting')
  const { t: tBallot } = useTranslation('ballot')
  const { voiceCredits } = proposal
  const { left, isAbstention } = ballotSum(votes, voiceCredits)
  const largest = Math.floor(Math.sqrt(voiceCredits))

  function submit(event: FormEvent): void {
    event.preventDefault()
    onReview()
  }

  return (
    <form onSubmit={submit} className="ballot-form">
      <p>{t('lead', { credits: voiceCredits })}</p>
      <ul className="plain-list option-list">
        {options.map(({ index, title, description, calls }) => (
          <li key={index} className="card option option-votable">
            <div className="option-text">
              <h3>{title}</h3>
              {description !== null && <p>{description}</p>}
              <CallList calls={calls} space={space} />
            </div>
            <div className="option-vote">
              {options.length === 1 && (
                <QuickVotes
                  option={title}
                  value={votes[index] ?? null}
                  largest={largest}
                  onChange={(value) => onVote(index, value)}
                />
              )}
              <VoteField
                option={title}
                value={votes[index] ?? null}
                affordable={affordableVotes(votes, index, voiceCredits)}
                largest={largest}
                onChange={(value) => onVote(index, value)}
              />
            </div>
          </li>
        ))}
      </ul>
      <div className="ballot-bar">
        <div>
          <CreditsLeft left={left} all={voiceCredits} />
          {isAbstention && <p className="ballot-abstention">{t('abstention')}</p>}
        </div>
        <div className="ballot-actions">
          <button type="submit" className="button">
            {tBallot('review')}
          </button>
          {onKeep !== null && (
            <button type="button" className="button button-quiet" onClick={onKeep}>
              {t('keep')}
            </button>
          )}
        </div>
      </div>
    </form>
  )
}

function CreditsLeft({ left, all }: { left: number; all: number }) {
  const { t } = useTranslation('voting')
  return (
    <div className="credits">
      <p role="status">{t('creditsLeft', { left, all })}</p>
      <div className="credits-meter" aria-hidden="true">
        <div style={{ width: `${(100 * left) / all}%` }} />
      </div>
    </div>
  )
}
