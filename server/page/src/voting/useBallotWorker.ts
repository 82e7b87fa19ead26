import { useEffect, useState } from 'react'
import {
  type BallotWorker,
  type CreateBallotWorkerParameters,
  createBallotWorker,
} from './createBallotWorker.ts'

/** What makes the ballots of the proposal that is shown; leaving it ends the worker. */
export function useBallotWorker(parameters: CreateBallotWorkerParameters): BallotWorker {
  const [worker] = useState(() => createBallotWorker(parameters))
  useEffect(() => worker.end, [worker])
  return worker
}
