import { createErrorFromWire, ProverFailedError, type WireBallot } from '@psephos/lib'
import { nameWorkerFailure } from '../recovery/nameWorkerFailure.ts'
import type { ProofAnswer, ProofJob, ProofProgress } from './proofJob.ts'

/** What {@link generateProofInWorker} takes. */
export type GenerateProofInWorkerParameters = {
  job: ProofJob
  onProgress: (progress: ProofProgress) => void
  /** Ends the worker at once. */
  signal: AbortSignal
}

/**
 * Makes a ballot with its proof in a worker of its own, so that the page stays responsive.
 * @throws every error of lib's `generateBallotProof`, `verifyGroup` and `getGroup`, the signal's
 * reason when it is aborted, and {@link ProverFailedError} when the browser cannot run the prover.
 */
export async function generateProofInWorker({
  job,
  onProgress,
  signal,
}: GenerateProofInWorkerParameters): Promise<WireBallot> {
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
            return resolve(data.ballot)
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
