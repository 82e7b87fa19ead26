import type { WireProposal, WireSpace } from '@psephos/lib'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { Notice } from '../components/Notice.tsx'
import { useFormat } from '../format/useFormat.ts'
import { useElector } from '../identity/useElector.ts'
import { CallList } from '../proposals/CallList.tsx'
import { listOptions } from '../proposals/listOptions.ts'
import type { ProposalText } from '../proposals/readProposalText.ts'
import { BallotForm } from './BallotForm.tsx'
import { BallotReceipt } from './BallotReceipt.tsx'
import { ballotRecords, getBallotName } from './ballotRecords.ts'
import { findVotingObstacle, type VotingObstacle } from './findVotingObstacle.ts'
import './VotingSection.css'

/** What {@link VotingSection} takes. */
export type VotingSectionProps = { proposal: WireProposal; space: WireSpace; text: ProposalText }

/**
 * A proposal's options, and whatever this browser can do about them: vote, watch its ballot, change
 * it, or why not.
 */
export function VotingSection({ proposal, space, text }: VotingSectionProps) {
  const { t } = useTranslation('voting')
  const { t: tProposal } = useTranslation('proposal')
  const elector = useElector(space, proposal.electorate)
  const recordName = getBallotName(space, proposal)
  const record = ballotRecords.useRecord(recordName)
  const [isChanging, setIsChanging] = useState(false)

  const options = listOptions(proposal, text, tProposal)
  const obstacle = findVotingObstacle({ proposal, text, elector })
  const mayVote = obstacle === null && elector.may && proposal.electorate !== null
  const isVoting = mayVote && (record === null || isChanging)

  return (
    <>
      {record !== null && !isVoting && (
        <BallotReceipt
          proposal={proposal}
          record={record}
          options={options}
          onChange={mayVote ? () => setIsChanging(true) : null}
        />
      )}
      <section aria-labelledby="options-title">
        <h2 id="options-title">{isVoting ? t('title') : tProposal('optionsTitle')}</h2>
        {proposal.maxWinners > 0 && proposal.optionCount > 1 && (
          <p>{tProposal('winners', { count: proposal.maxWinners })}</p>
        )}
        {obstacle !== null && record === null && (
          <ObstacleNotice obstacle={obstacle} proposal={proposal} space={space} />
        )}
        {isVoting && proposal.electorate !== null ? (
          <BallotForm
            proposal={proposal}
            electorate={proposal.electorate}
            space={space}
            options={options}
            identity={elector.identity}
            index={elector.index}
            record={record}
            recordName={recordName}
            onDone={() => setIsChanging(false)}
          />
        ) : (
          <ul className="plain-list option-list">
            {options.map(({ index, title, description, calls }) => (
              <li key={index} className="card option">
                <h3>{title}</h3>
                {description !== null && <p>{description}</p>}
                <CallList calls={calls} chainId={space.chainId} />
              </li>
            ))}
          </ul>
        )}
      </section>
    </>
  )
}

/** What {@link ObstacleNotice} takes. */
type ObstacleNoticeProps = {
  obstacle: VotingObstacle
  proposal: WireProposal
  space: WireSpace
}

function ObstacleNotice({ obstacle, proposal, space }: ObstacleNoticeProps) {
  const { t } = useTranslation('voting')
  const format = useFormat()
  if (obstacle === 'notEnrolled') {
    return (
      <Notice tone="plain">
        <p>{t('obstacles.notEnrolled.text')}</p>
        <p>
          <Link href={`/spaces/${space.id}/enrol`} className="button">
            {t('obstacles.notEnrolled.action')}
          </Link>
        </p>
      </Notice>
    )
  }
  const text = {
    pending: t('obstacles.pending', { when: format.relativeTime(proposal.snapshot) }),
    closed: t('obstacles.closed'),
    textUnsure: t('obstacles.textUnsure'),
    enrolledLate: t('obstacles.enrolledLate'),
    replaced: t('obstacles.replaced'),
  }[obstacle]
  return (
    <Notice tone="plain">
      <p>{text}</p>
    </Notice>
  )
}
