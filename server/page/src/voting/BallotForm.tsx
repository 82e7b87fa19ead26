import type { WireProposal, WireSpace } from '@psephos/lib'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FailureNotice } from '../components/FailureNotice.tsx'
import { useFormat } from '../format/useFormat.ts'
import {
  getIdentityName,
  type IdentityRecord,
  identityRecords,
} from '../identity/identityRecords.ts'
import { useIdentitySecret } from '../identity/useIdentitySecret.ts'
import { CallList } from '../proposals/CallList.tsx'
import type { OptionText } from '../proposals/listOptions.ts'
import { Anonymity } from './Anonymity.tsx'
import type { BallotRecord } from './ballotRecords.ts'
import { CastProgressView } from './CastProgressView.tsx'
import { useCastBallot } from './useCastBallot.ts'
import { VoteField } from './VoteField.tsx'
import './BallotForm.css'

/** What {@link BallotForm} takes. */
export type BallotFormProps = {
  proposal: WireProposal
  electorate: NonNullable<WireProposal['electorate']>
  space: WireSpace
  options: OptionText[]
  identity: IdentityRecord
  /** The identity's place among the voters, or null. */
  index: number | null
  /** The ballot that this one will replace. */
  record: BallotRecord | null
  recordName: string
  /** The ballot is cast, or the earlier one is to stay. */
  onDone: () => void
}

/** The controls for a ballot: votes on each option, what they cost, and the way to cast them. */
export function BallotForm(props: BallotFormProps) {
  const { t } = useTranslation('voting')
  const _format = useFormat()
  const { proposal, electorate, space, options, identity, record, recordName, onDone } = props
  const { unlock, dialog } = useIdentitySecret(space)
  const { voiceCredits } = proposal
  // Null while a field is empty, which costs nothing and counts as zero.
  const [votes, setVotes] = useState<(number | null)[]>(record?.votes ?? options.map(() => 0))
  const { cast, cancel, progress, isCasting, error } = useCastBallot({
    recordName,
    unlock: () => unlock(identity),
    onCast: onDone,
    onNotAMember: () => identityRecords.write(getIdentityName(space), { ...identity, index: null }),
  })

  const cost = votes.reduce<number>((sum, vote) => sum + square(vote), 0)
  const isAbstention = cost === 0

  function submit(event: FormEvent): void {
    event.preventDefault()
    const wholeVotes = votes.map((vote) => vote ?? 0)
    const job = { space, proposal, electorate, index: props.index, votes: wholeVotes }
    cast({ job, previous: record })
  }

  return (
    <form onSubmit={submit} className="ballot-form">
      <p>{t('lead', { credits: voiceCredits })}</p>
      <Anonymity size={electorate.size} />
      <ul className="plain-list option-list">
        {options.map(({ index, title, description, calls }) => {
          const vote = votes[index] ?? null
          return (
            <li key={index} className="card option option-votable">
              <div className="option-text">
                <h3>{title}</h3>
                {description !== null && <p>{description}</p>}
                <CallList calls={calls} chainId={space.chainId} />
              </div>
              <VoteField
                option={title}
                value={vote}
                affordable={Math.floor(Math.sqrt(voiceCredits - cost + square(vote)))}
                largest={Math.floor(Math.sqrt(voiceCredits))}
                disabled={isCasting}
                onChange={(value) => setVotes(votes.with(index, value))}
              />
            </li>
          )
        })}
      </ul>
      {error !== null && (
        <div className="ballot-failure">
          <FailureNotice error={error} />
        </div>
      )}
      {dialog}
      <div className="ballot-bar">
        {isCasting && progress !== null ? (
          <CastProgressView progress={progress} onCancel={cancel} />
        ) : (
          <>
            <CreditsLeft left={voiceCredits - cost} all={voiceCredits} />
            {isAbstention && <p className="ballot-abstention">{t('abstention')}</p>}
            <div className="ballot-actions">
              <button type="submit" className="button">
                {record !== null ? t('replace') : isAbstention ? t('abstain') : t('cast')}
              </button>
              {record !== null && (
                <button type="button" className="button button-quiet" onClick={onDone}>
                  {t('keep')}
                </button>
              )}
            </div>
          </>
        )}
      </div>
    </form>
  )
}

function CreditsLeft({ left, all }: { left: number; all: number }) {
  const { t } = useTranslation('voting')
  const _format = useFormat()
  return (
    <div className="credits">
      <p role="status">{t('creditsLeft', { left: left, all: all })}</p>
      <div className="credits-meter" aria-hidden="true">
        <div style={{ width: `${(100 * left) / all}%` }} />
      </div>
    </div>
  )
}

function square(vote: number | null): number {
  return (vote ?? 0) ** 2
}
