import type { WireBallot, WireProposal, WireSpace } from '@psephos/lib'
import { useState } from 'react'
import { FailureNotice } from '../components/FailureNotice.tsx'
import {
  getIdentityName,
  type IdentityRecord,
  identityRecords,
} from '../identity/identityRecords.ts'
import { useIdentitySecret } from '../identity/useIdentitySecret.ts'
import type { OptionText } from '../proposals/listOptions.ts'
import { Anonymity } from './Anonymity.tsx'
import { BallotForm } from './BallotForm.tsx'
import { BallotReview } from './BallotReview.tsx'
import { type BallotRecord, madeBallots } from './ballotRecords.ts'
import { CastProgressView } from './CastProgressView.tsx'
import type { CastBallotResult } from './castBallot.ts'
import { MadeBallot } from './MadeBallot.tsx'
import { type CastRoute, useCastBallot } from './useCastBallot.ts'

/** What {@link VotingBooth} takes. */
export type VotingBoothProps = {
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
  /** From how many people the server has a ballot, as it tells. */
  received: number
  onCast: (result: CastBallotResult) => void
  /** The earlier ballot is to stay. */
  onKeep: () => void
}

/** Where one votes: choose, check, cast; and send again what may not have arrived. */
export default function VotingBooth(props: VotingBoothProps) {
  const { proposal, electorate, space, options, identity, record, recordName, received } = props
  const { unlock, dialog } = useIdentitySecret(space)
  const made = madeBallots.useRecord(recordName)?.ballot ?? null
  const [votes, setVotes] = useState<readonly (number | null)[]>(
    () => made?.votes ?? record?.votes ?? options.map(() => 0),
  )
  const [isReviewing, setIsReviewing] = useState(false)
  /** Whether what is being cast was made before, and is only sent again. */
  const [isSendingMade, setIsSendingMade] = useState(false)
  const casting = useCastBallot({
    proposal,
    electorate,
    space,
    recordName,
    record,
    index: props.index,
    unlock: () => unlock(identity),
    onCast: props.onCast,
    onNotAMember: () => identityRecords.write(getIdentityName(space), { ...identity, index: null }),
  })
  const { cast, send, cancel, progress, route, isCasting, error } = casting
  const wholeVotes = votes.map((vote) => vote ?? 0)
  const waiting = made !== null && made.revision > (record?.revision ?? -1) ? made : null
  const progressView =
    isCasting && progress !== null ? (
      <CastProgressView
        progress={progress}
        route={route}
        isProving={!isSendingMade}
        onCancel={cancel}
      />
    ) : null

  function castVotes(chosen: CastRoute): void {
    setIsSendingMade(false)
    cast(wholeVotes, chosen)
  }

  function sendMade(ballot: WireBallot, chosen: CastRoute): void {
    setIsSendingMade(true)
    send(ballot, chosen)
  }

  return (
    <>
      {error !== null && !isCasting && (
        <div className="ballot-failure">
          <FailureNotice error={error} />
        </div>
      )}
      {waiting !== null && (isSendingMade || !isCasting) ? (
        <MadeBallot
          votes={waiting.votes}
          options={options}
          progress={progressView}
          onSend={() => sendMade(waiting, 'relay')}
          onCastMyself={() => sendMade(waiting, 'wallet')}
          onDiscard={() => madeBallots.remove(recordName)}
        />
      ) : isReviewing ? (
        <BallotReview
          proposal={proposal}
          options={options}
          votes={wholeVotes}
          isChange={record !== null}
          anonymity={
            <Anonymity size={electorate.size} received={received} deadline={proposal.deadline} />
          }
          progress={progressView}
          onCast={() => castVotes('relay')}
          onCastMyself={() => castVotes('wallet')}
          onBack={() => setIsReviewing(false)}
        />
      ) : (
        <BallotForm
          proposal={proposal}
          space={space}
          options={options}
          votes={votes}
          onVote={(index, value) => setVotes(votes.with(index, value))}
          onReview={() => setIsReviewing(true)}
          onKeep={record === null ? null : props.onKeep}
        />
      )}
      {dialog}
      {casting.dialog}
    </>
  )
}
