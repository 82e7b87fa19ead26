import { createErrorFromWire, ProverFailedError } from '@psephos/lib'
import { nameWorkerFailure } from '../recovery/nameWorkerFailure.ts'
import type {
  DecryptionShareJob,
  MemberProposalJob,
  ProofAnswer,
  ProofJob,
  ProofProgress,
} from './proofJob.ts'

/** What {@link askProofWorker} takes. */
export type AskProofWorkerParameters = {
  worker: ProofWorker
  job: ProofJob | MemberProposalJob | DecryptionShareJob
  onProgress: (progress: ProofProgress) => void
  signal: AbortSignal
}

/** The part of a worker that is used for proofs. */
export type ProofWorker = Pick<Worker, 'addEventListener' | 'postMessage' | 'terminate'>

/** What the proof worker proves. */
export type ProofResult = Extract<ProofAnswer, { type: 'ballot' | 'proposal' | 'share' }>

/**
 * Has a worker make a proof. It knows nothing of the signal: whoever aborts has to end it, too.
 * @throws every error of what the worker does, the signal's reason when it is aborted, and
 * those of {@link nameWorkerFailure} when the browser cannot run the prover.
 */
export async function askProofWorker({
  worker,
  job,
  onProgress,
  signal,
}: AskProofWorkerParameters): Promise<ProofResult> {
  signal.throwIfAborted()
  const over = new AbortController()
  const listening = { signal: over.signal }
  try {
    return await new Promise((resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason), listening)
      worker.addEventListener(
        'error',
        (event) => void nameWorkerFailure(event).then(reject),
        listening,
      )
      worker.addEventListener(
        'message',
        ({ data }: MessageEvent<ProofAnswer>) => {
          switch (data.type) {
            case 'progress':
              return onProgress(data.progress)
            case 'ballot':
            case 'proposal':
            case 'share':
              return resolve(data)
            case 'refusal': {
              const { code, message, details } = data
              return reject(createErrorFromWire({ error: { code, message, details } }))
            }
            case 'failure':
              return reject(new ProverFailedError({ reason: data.message }))
          }
        },
        listening,
      )
      worker.postMessage(job)
    })
  } finally {
    over.abort()
  }
}
