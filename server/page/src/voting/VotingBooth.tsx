import { lazy, Suspense, useState } from 'react'
import { Loading } from '../components/Loading.tsx'
import { loadPart } from '../recovery/loadPart.ts'
import type { BallotBoxProps } from './BallotBox.tsx'
import { BallotForm } from './BallotForm.tsx'
import { findWaitingBallot, madeBallots } from './ballotRecords.ts'

const loadBallotBox = () => import('./BallotBox.tsx')
const BallotBox = lazy(() => loadPart(loadBallotBox))

/** What {@link VotingBooth} takes. */
export type VotingBoothProps = Omit<BallotBoxProps, 'votes' | 'waiting' | 'onBack'> & {
  /** The earlier ballot is to stay. */
  onKeep: () => void
}

/** Where one votes: choose, check, cast; and send again what may not have arrived. */
export default function VotingBooth(props: VotingBoothProps) {
  const { proposal, space, options, record, recordName } = props
  const waiting = findWaitingBallot(madeBallots.useRecord(recordName), record)
  const [votes, setVotes] = useState<readonly (number | null)[]>(
    () => waiting?.votes ?? record?.votes ?? options.map(() => 0),
  )
  // Whoever sends again a ballot that was made before is told here what became of it.
  const [isReviewing, setIsReviewing] = useState(waiting !== null)

  function vote(index: number, value: number | null): void {
    // Whoever reads needs nothing of what casts; whoever has begun to vote will. If it cannot be
    // loaded, that is said where it is shown.
    loadBallotBox().catch(() => {})
    setVotes(votes.with(index, value))
  }

  if (isReviewing || waiting !== null) {
    return (
      <Suspense fallback={<Loading />}>
        <BallotBox
          {...props}
          votes={votes.map((vote) => vote ?? 0)}
          waiting={waiting}
          onBack={() => setIsReviewing(false)}
        />
      </Suspense>
    )
  }
  return (
    <BallotForm
      proposal={proposal}
      space={space}
      options={options}
      votes={votes}
      onVote={vote}
      onReview={() => setIsReviewing(true)}
      onKeep={record === null ? null : props.onKeep}
    />
  )
}
