import { PasskeyCancelledError, type WireProposal, type WireSpace } from '@psephos/lib'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FailureNotice } from '../components/FailureNotice.tsx'
import type { IdentityRecord } from '../identity/identityRecords.ts'
import { keepPlace } from '../identity/keepIdentity.ts'
import { useIdentitySecret } from '../identity/useIdentitySecret.ts'
import type { OptionText } from '../proposals/listOptions.ts'
import { type AnyBallot, isSecretBallot } from '../secrecy/AnyBallot.ts'
import { Anonymity } from './Anonymity.tsx'
import { BallotReview } from './BallotReview.tsx'
import { type BallotRecord, madeBallots } from './ballotRecords.ts'
import { CastProgressView } from './CastProgressView.tsx'
import type { CastBallotResult } from './castBallot.ts'
import type { BallotWorker } from './createBallotWorker.ts'
import { MadeBallot } from './MadeBallot.tsx'
import { showStep } from './showStep.ts'
import { type CastRoute, useCastBallot } from './useCastBallot.ts'

/** What {@link BallotBox} takes. */
export type BallotBoxProps = {
  proposal: WireProposal
  electorate: NonNullable<WireProposal['electorate']>
  space: WireSpace
  options: OptionText[]
  identity: IdentityRecord
  /** The ballot that this one will replace. */
  record: BallotRecord | null
  recordName: string
  /** From how many people the server has a ballot, as it tells. */
  received: number
  /** Makes the ballot. */
  ballotWorker: BallotWorker
  onCast: (result: CastBallotResult) => void
  /** The votes that were chosen. */
  votes: number[]
  /** A ballot that is made and may not have arrived. */
  waiting: AnyBallot | null
  /** Back to choosing. */
  onBack: () => void
  /** A ballot that was made is not wanted any more. */
  onDiscard: () => void
}

/** Where a ballot that was chosen is looked over and cast, and one that was made is sent again. */
export default function BallotBox(props: BallotBoxProps) {
  const { proposal, electorate, space, options, identity, record, recordName, received } = props
  const { votes, waiting } = props
  const { t } = useTranslation('ballot')
  const { unlock, dialog } = useIdentitySecret(space, identity)
  /** Whether what is being cast was made before, and is only sent again. */
  const [isSendingMade, setIsSendingMade] = useState(false)
  const [isStopped, setIsStopped] = useState(false)
  const failure = useRef<HTMLDivElement>(null)
  const casting = useCastBallot({
    proposal,
    space,
    recordName,
    record,
    ballotWorker: props.ballotWorker,
    unlock: () => unlock(identity),
    onCast: props.onCast,
    onNotAMember: () => keepPlace(space, identity, null),
  })
  const { cast, send, cancel, progress, route, isCasting, error } = casting
  const progressView =
    isCasting && progress !== null ? (
      <CastProgressView
        progress={progress}
        route={route}
        isProving={!isSendingMade}
        onCancel={() => {
          setIsStopped(true)
          cancel()
        }}
      />
    ) : null

  const hasFailed = error !== null && !isCasting
  // After what has taken the progress's place has shown itself.
  useEffect(() => {
    if (hasFailed && failure.current !== null) showStep(failure.current)
  }, [hasFailed])
  const hasStopped = isStopped && !isCasting

  function castVotes(chosen: CastRoute): void {
    setIsStopped(false)
    setIsSendingMade(false)
    cast(votes, chosen)
  }

  function sendMade(ballot: AnyBallot, chosen: CastRoute): void {
    setIsStopped(false)
    setIsSendingMade(true)
    send(ballot, chosen)
  }

  return (
    <>
      {hasFailed && (
        <div className="ballot-failure" ref={failure} tabIndex={-1}>
          {error instanceof PasskeyCancelledError ? (
            // Who is here has enrolled: another passkey would be another identity.
            <FailureNotice error={error} next={t('passkeyNext')} />
          ) : (
            <FailureNotice error={error} />
          )}
        </div>
      )}
      {waiting !== null && (isSendingMade || !isCasting) ? (
        <MadeBallot
          votes={isSecretBallot(waiting) ? null : waiting.votes}
          options={options}
          progress={progressView}
          hasStopped={hasStopped}
          onSend={() => sendMade(waiting, 'relay')}
          onCastMyself={() => sendMade(waiting, 'wallet')}
          onDiscard={() => {
            madeBallots.remove(recordName)
            props.onDiscard()
          }}
        />
      ) : (
        <BallotReview
          proposal={proposal}
          options={options}
          votes={votes}
          isChange={record !== null}
          anonymity={
            <Anonymity size={electorate.size} received={received} deadline={proposal.deadline} />
          }
          progress={progressView}
          hasStopped={hasStopped}
          onCast={() => castVotes('relay')}
          onCastMyself={() => castVotes('wallet')}
          onBack={props.onBack}
        />
      )}
      {dialog}
      {casting.dialog}
    </>
  )
}
