import {
  type AskProofWorkerParameters,
  askProofWorker,
  type ProofResult,
} from './askProofWorker.ts'
import { startProofWorker } from './startProofWorker.ts'

/** What {@link runProofWorker} takes. */
export type RunProofWorkerParameters = Omit<AskProofWorkerParameters, 'worker'>

/**
 * Makes one proof in a worker of its own, which ends with it, or as soon as the signal is aborted.
 * @throws what {@link askProofWorker} throws.
 */
export async function runProofWorker(parameters: RunProofWorkerParameters): Promise<ProofResult> {
  parameters.signal.throwIfAborted()
  const worker = startProofWorker()
  try {
    return await askProofWorker({ ...parameters, worker })
  } finally {
    worker.terminate()
  }
}
