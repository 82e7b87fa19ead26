import { ProverFailedError, type WireBallot } from '@psephos/lib'
import type { ProofJob } from './proofJob.ts'
import { type RunProofWorkerParameters, runProofWorker } from './runProofWorker.ts'

/** What {@link generateProofInWorker} takes. */
export type GenerateProofInWorkerParameters = RunProofWorkerParameters & { job: ProofJob }

/**
 * Makes a ballot with its proof in a worker of its own.
 * @throws every error of lib's `generateBallotProof`, `verifyGroup` and `getGroup`, and those of
 * {@link runProofWorker}.
 */
export async function generateProofInWorker(
  parameters: GenerateProofInWorkerParameters,
): Promise<WireBallot> {
  const result = await runProofWorker(parameters)
  if (result.type !== 'ballot') throw new ProverFailedError({ reason: 'it proved no ballot' })
  return result.ballot
}
