import type { WireProposal, WireSpace } from '@psephos/lib'
import { useState } from 'react'
import { Link } from 'wouter'
import { Notice } from '../components/Notice.tsx'
import { formatRelativeTime } from '../format/formatTime.ts'
import { useIdentity } from '../identity/identityRecords.ts'
import { messages } from '../messages.ts'
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
  const identity = useIdentity(space)
  const recordName = getBallotName(space, proposal)
  const record = ballotRecords.useRecord(recordName)
  const [isChanging, setIsChanging] = useState(false)

  const options = listOptions(proposal, text)
  const obstacle = findVotingObstacle({ proposal, text, identity })
  const mayVote = obstacle === null && identity !== null && proposal.electorate !== null
  const isVoting = mayVote && (record === null || isChanging)
  const { voting, proposal: texts } = messages

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
        <h2 id="options-title">{isVoting ? voting.title : texts.optionsTitle}</h2>
        {proposal.maxWinners > 0 && proposal.optionCount > 1 && (
          <p>{texts.winners(proposal.maxWinners)}</p>
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
            identity={identity}
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
  const { obstacles } = messages.voting
  if (obstacle === 'notEnrolled') {
    return (
      <Notice tone="plain">
        <p>{obstacles.notEnrolled.text}</p>
        <p>
          <Link href={`/spaces/${space.id}/enrol`} className="button">
            {obstacles.notEnrolled.action}
          </Link>
        </p>
      </Notice>
    )
  }
  const text = {
    pending: obstacles.pending(formatRelativeTime(proposal.snapshot)),
    closed: obstacles.closed,
    textUnsure: obstacles.textUnsure,
    enrolledLate: obstacles.enrolledLate,
  }[obstacle]
  return (
    <Notice tone="plain">
      <p>{text}</p>
    </Notice>
  )
}
