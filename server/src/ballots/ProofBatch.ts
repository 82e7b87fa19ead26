import {
  type VerifyProofsParameters,
  type VerifySecretProofsParameters,
  verifyProofs,
  verifySecretProofs,
} from '@psephos/lib'

type Work = 'onProgress' | 'signal'

/** Proofs of ballots on one proposal, and what they share, in a form that another process can be sent. */
export type ProofBatch =
  | ({ readonly kind: 'open' } & Omit<VerifyProofsParameters, Work>)
  | ({ readonly kind: 'secret' } & Omit<VerifySecretProofsParameters, Work>)

/** Verifies the proofs of a batch on the thread that calls it. */
export function verifyProofBatch(batch: ProofBatch): Promise<boolean[]> {
  return batch.kind === 'open' ? verifyProofs(batch) : verifySecretProofs(batch)
}

/** Returns the part of a batch from `start` to before `end`. */
export function sliceProofBatch(batch: ProofBatch, start: number, end?: number): ProofBatch {
  return batch.kind === 'open'
    ? { ...batch, proofs: batch.proofs.slice(start, end) }
    : { ...batch, proofs: batch.proofs.slice(start, end) }
}
