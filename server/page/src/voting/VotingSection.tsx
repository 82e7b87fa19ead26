import type { SecrecyPhase, WireProposal, WireSpace } from '@psephos/lib'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { Loading } from '../components/Loading.tsx'
import { Notice } from '../components/Notice.tsx'
import { useFormat } from '../format/useFormat.ts'
import { useElector } from '../identity/useElector.ts'
import { CallList } from '../proposals/CallList.tsx'
import { listOptions } from '../proposals/listOptions.ts'
import type { ProposalText } from '../proposals/readProposalText.ts'
import { loadPart } from '../recovery/loadPart.ts'
import { isCounting } from '../secrecy/findSecrecyPhase.ts'
import { getSecretClass } from '../secrecy/getSecretClass.ts'
import { useSpaceRules } from '../server/queries.ts'
import { OtherOpenForMe } from '../spaces/OtherOpenForMe.tsx'
import {
  ballotRecords,
  createBallotRecord,
  findWaitingBallot,
  getBallotName,
  madeBallots,
} from './ballotRecords.ts'
import { chosenVotes } from './chosenVotes.ts'
import { findVotingObstacle, type VotingObstacle } from './findVotingObstacle.ts'
import { showStep } from './showStep.ts'
import './VotingSection.css'

// The fields are for those who may vote, the receipt for those who have, the note for those who vote secretly.
const BallotReceipt = lazy(() => loadPart(() => import('./BallotReceipt.tsx')))
const SecrecyNote = lazy(() => loadPart(() => import('./SecrecyNote.tsx')))
const VotingBooth = lazy(() => loadPart(() => import('./VotingBooth.tsx')))

/** What {@link VotingSection} takes. */
export type VotingSectionProps = {
  proposal: WireProposal
  space: WireSpace
  text: ProposalText
  /** From how many people the server has a ballot, as it tells. */
  received: number
  /** How far a secret proposal is; null where ballots are open. */
  phase: SecrecyPhase | null
}

/**
 * A proposal's options, and whatever this browser can do about them: vote, watch its ballot, change
 * it, or why not.
 */
export function VotingSection(props: VotingSectionProps) {
  const { proposal, space, text, received, phase } = props
  const { t } = useTranslation('voting')
  const { t: tProposal } = useTranslation('proposal')
  const elector = useElector(space, proposal.electorate)
  const recordName = getBallotName(space, proposal)
  const record = ballotRecords.useRecord(recordName)
  const waiting = findWaitingBallot(madeBallots.useRecord(recordName), record)
  // As one who changes their ballot, until it is known what became of it; and so after a reload.
  const [isChanging, setIsChanging] = useState(
    () => waiting !== null || chosenVotes.read(recordName) !== null,
  )
  const title = useRef<HTMLHeadingElement>(null)
  const [comesFromVoting, setComesFromVoting] = useState(false)
  const [isReceiptInvalid, setIsReceiptInvalid] = useState(false)

  const options = listOptions(proposal, text, tProposal)
  const secretClass = getSecretClass(proposal)
  const { data: rules } = useSpaceRules(space.id, secretClass !== null)
  const box = rules?.secretBallots ?? null
  const obstacle = findVotingObstacle({
    proposal,
    isCounting: isCounting(phase),
    isCircuitMissing: secretClass !== null && box !== null && !box.classes.includes(secretClass),
    text,
    elector,
  })
  // Forgotten in another tab, which cannot see what this one keeps.
  const isForgotten = !elector.may && elector.reason === 'notEnrolled'
  useEffect(() => {
    if (isForgotten) chosenVotes.remove(recordName)
  }, [isForgotten, recordName])
  const mayVote = obstacle === null && elector.may && proposal.electorate !== null
  const isVoting = mayVote && (record === null || isChanging || waiting !== null)
  // When nothing can be sent any more, it is still worth knowing whether it had arrived.
  const shown = waiting !== null && !mayVote ? createBallotRecord(waiting) : record

  function change(): void {
    setIsChanging(true)
    // Once the fields have taken the receipt's place, with the button that was pressed.
    requestAnimationFrame(() => title.current !== null && showStep(title.current))
  }

  function leave(): void {
    setComesFromVoting(true)
    setIsChanging(false)
  }

  return (
    <>
      {shown !== null && !isVoting && (
        <Suspense fallback={<Loading />}>
          <BallotReceipt
            proposal={proposal}
            space={space}
            record={shown}
            recordName={recordName}
            isReceiptInvalid={isReceiptInvalid}
            options={options}
            isArrival={comesFromVoting}
            onChange={mayVote ? change : null}
          />
        </Suspense>
      )}
      <section aria-labelledby="options-title">
        <h2 id="options-title" ref={title} tabIndex={-1} className="step-heading">
          {isVoting ? t('title') : tProposal('optionsTitle')}
        </h2>
        {proposal.maxWinners > 0 && proposal.optionCount > 1 && (
          <p>{tProposal('winners', { count: proposal.maxWinners })}</p>
        )}
        {obstacle !== null && shown === null && (
          <ObstacleNotice obstacle={obstacle} proposal={proposal} space={space} />
        )}
        {secretClass !== null && phase === 'voting' && (
          <Suspense>
            <SecrecyNote proposal={proposal} isDevelopment={box?.isDevelopment ?? false} />
          </Suspense>
        )}
        {isVoting && proposal.electorate !== null ? (
          <Suspense fallback={<Loading />}>
            <VotingBooth
              proposal={proposal}
              electorate={proposal.electorate}
              space={space}
              options={options}
              identity={elector.identity}
              index={elector.index}
              record={record}
              recordName={recordName}
              received={received}
              onCast={(result) => {
                setIsReceiptInvalid(result.isReceiptInvalid)
                leave()
              }}
              onKeep={leave}
            />
          </Suspense>
        ) : (
          <ul className="plain-list option-list">
            {options.map(({ index, title, description, calls }) => (
              <li key={index} className="card option">
                <h3>{title}</h3>
                {description !== null && <p>{description}</p>}
                <CallList calls={calls} space={space} />
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
    circuitMissing: t('obstacles.circuitMissing'),
    textUnsure: t('obstacles.textUnsure'),
    enrolledLate: t('obstacles.enrolledLate'),
    replaced: t('obstacles.replaced'),
  }[obstacle]
  return (
    <Notice tone="plain">
      <p>{text}</p>
      {(obstacle === 'enrolledLate' || obstacle === 'replaced') && (
        <OtherOpenForMe space={space} proposal={proposal} />
      )}
    </Notice>
  )
}
