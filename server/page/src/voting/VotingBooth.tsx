import { useEffect, useEffectEvent, useState } from 'react'
import { FailureNotice } from '../components/FailureNotice.tsx'
import { Loading } from '../components/Loading.tsx'
import { usePart } from '../recovery/usePart.ts'
import { isSecretBallot } from '../secrecy/AnyBallot.ts'
import { getSecretClass } from '../secrecy/getSecretClass.ts'
import type { BallotBoxProps } from './BallotBox.tsx'
import { BallotForm } from './BallotForm.tsx'
import { findWaitingBallot, madeBallots } from './ballotRecords.ts'
import { chosenVotes, findChosenVotes, keepChosenVotes } from './chosenVotes.ts'
import type { BallotWorker } from './createBallotWorker.ts'
import { loadReceiptCheck } from './loadReceiptCheck.ts'
import { useReviewEntry } from './useReviewEntry.ts'

const loadCasting = () => import('./casting.ts')
type Casting = Awaited<ReturnType<typeof loadCasting>>

/** What {@link VotingBooth} takes. */
export type VotingBoothProps = Omit<
  BallotBoxProps,
  'votes' | 'waiting' | 'ballotWorker' | 'onBack' | 'onDiscard'
> & {
  /** The identity's place among the voters, or null. */
  index: number | null
  /** The earlier ballot is to stay. */
  onKeep: () => void
}

/** Where one votes: choose, check, cast; and send again what may not have arrived. */
export default function VotingBooth({ index, onKeep, ...props }: VotingBoothProps) {
  const { proposal, electorate, space, options, record, recordName } = props
  const waiting = findWaitingBallot(madeBallots.useRecord(recordName), record)
  const [votes, setVotes] = useState<readonly (number | null)[]>(
    () =>
      (waiting === null || isSecretBallot(waiting) ? null : waiting.votes) ??
      findChosenVotes({
        recordName,
        optionCount: options.length,
        voiceCredits: proposal.voiceCredits,
      }) ??
      record?.votes ??
      options.map(() => 0),
  )
  // Whoever sends again a ballot that was made before is told here what became of it.
  const review = useReviewEntry(waiting !== null)
  const [ballotWorker, setBallotWorker] = useState<BallotWorker | null>(null)
  // What was chosen must not get lost, whatever cannot be loaded.
  const { part: casting, error, load } = usePart(loadCasting)
  const isChoosing = !review.isReviewing && waiting === null
  const open = useEffectEvent(load)
  useEffect(() => {
    if (!isChoosing) open()
  }, [isChoosing])

  const createWorker = useEffectEvent(({ createBallotWorker }: Casting) => {
    const secretClass = getSecretClass(proposal)
    const worker = createBallotWorker({ space, electorate, index, secretClass })
    // A ballot that is made already needs no proof.
    if (waiting === null) worker.prepare()
    setBallotWorker(worker)
    return worker
  })
  useEffect(() => (casting === null ? undefined : createWorker(casting).end), [casting])

  /**
   * Whoever reads needs nothing of what casts; whoever has begun to vote will, and need not wait for it
   * later. What fails is said where it is needed.
   */
  function getReady(): void {
    load()
    ballotWorker?.prepare()
  }

  /** What was being chosen is cast, or not wanted any more. */
  function forget(): void {
    chosenVotes.remove(recordName)
    review.end()
  }

  function keep(): void {
    forget()
    onKeep()
  }

  if (isChoosing) {
    return (
      <BallotForm
        proposal={proposal}
        space={space}
        options={options}
        votes={votes}
        onVote={(option, value) => {
          getReady()
          const chosen = votes.with(option, value)
          setVotes(chosen)
          keepChosenVotes(recordName, chosen)
        }}
        onReview={() => {
          getReady()
          loadReceiptCheck().catch(() => {})
          review.begin()
        }}
        onKeep={record === null ? null : keep}
      />
    )
  }
  if (error !== null) return <FailureNotice error={error} onRetry={load} />
  if (casting === null || ballotWorker === null) return <Loading />
  return (
    <casting.BallotBox
      {...props}
      votes={votes.map((vote) => vote ?? 0)}
      waiting={waiting}
      ballotWorker={ballotWorker}
      onBack={review.leave}
      onCast={(result) => {
        forget()
        props.onCast(result)
      }}
      onDiscard={() => {
        forget()
        review.leave()
      }}
    />
  )
}
