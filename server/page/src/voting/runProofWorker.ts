import { createErrorFromWire, ProverFailedError } from '@psephos/lib'
import { nameWorkerFailure } from '../recovery/nameWorkerFailure.ts'
import type { MemberProposalJob, ProofAnswer, ProofJob, ProofProgress } from './proofJob.ts'

/** What {@link runProofWorker} takes. */
export type RunProofWorkerParameters = {
  job: ProofJob | MemberProposalJob
  onProgress: (progress: ProofProgress) => void
  /** Ends the worker at once. */
  signal: AbortSignal
}

/** What the proof worker proves. */
export type ProofResult = Extract<ProofAnswer, { type: 'ballot' | 'proposal' }>

/**
 * Makes a proof in a worker of its own, so that the page stays responsive.
 * @throws every error of what the worker does, the signal's reason when it is aborted, and
 * those of {@link nameWorkerFailure} when the browser cannot run the prover.
 */
export async function runProofWorker({
  job,
  onProgress,
  signal,
}: RunProofWorkerParameters): Promise<ProofResult> {
  signal.throwIfAborted()
  const worker = new Worker(new URL('./proof.worker.ts', import.meta.url), { type: 'module' })
  try {
    return await new Promise((resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason), { once: true })
      worker.addEventListener('error', (event) => void nameWorkerFailure(event).then(reject))
      worker.addEventListener('message', ({ data }: MessageEvent<ProofAnswer>) => {
        switch (data.type) {
          case 'progress':
            return onProgress(data.progress)
          case 'ballot':
          case 'proposal':
            return resolve(data)
          case 'refusal': {
            const { code, message, details } = data
            return reject(createErrorFromWire({ error: { code, message, details } }))
          }
          case 'failure':
            return reject(new ProverFailedError({ reason: data.message }))
        }
      })
      worker.postMessage(job)
    })
  } finally {
    worker.terminate()
  }
}
