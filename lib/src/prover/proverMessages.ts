import type { SemaphoreArtifacts } from '../ballot/semaphoreArtifactUrls.ts'
import type { ErrorCode, ErrorDetails } from '../errors/PsephosError.ts'
import type { WireBallot } from '../wire/ballot.ts'
import type { BallotProofProgress, PreparedBallot } from './prepareBallot.ts'

/** What a prover sends to its worker: one ballot to prove, the next one after the answer; null to prepare. */
export type ProverRequest = {
  /** With the first request only: the worker keeps them. */
  readonly artifacts: SemaphoreArtifacts | null
  /** An identity is a class, which does not survive the way: its secret goes instead. */
  readonly ballot:
    | (Omit<PreparedBallot, 'identity'> & { readonly privateKey: Uint8Array | string })
    | null
}

/**
 * What the worker answers: progress, then a ballot or a failure. Neither does an error's class
 * survive the way.
 */
export type ProverAnswer =
  | { readonly type: 'progress'; readonly progress: BallotProofProgress }
  | { readonly type: 'ballot'; readonly ballot: WireBallot }
  | {
      readonly type: 'refusal'
      readonly code: ErrorCode
      readonly message: string
      readonly details: ErrorDetails
    }
  | { readonly type: 'failure'; readonly message: string }

/** What happens in a worker: an answer, or an error with its message. */
export type ProverEvent = { readonly data?: ProverAnswer; readonly message?: string }

/** The part of a Web Worker that a prover uses. */
export type ProverWorker = {
  postMessage(message: ProverRequest): void
  /** Listens for answers, whose `data` is what was sent, or for the end of the worker. */
  addEventListener(type: 'message' | 'error', listener: (event: ProverEvent) => void): void
  terminate(): unknown
}

/** The part of a worker's own global scope that {@link answerProver} uses. */
export type ProverScope = {
  postMessage(message: ProverAnswer): void
  addEventListener(type: 'message', listener: (event: { data: ProverRequest }) => void): void
}
