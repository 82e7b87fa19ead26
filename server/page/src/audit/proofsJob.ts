import type { VerificationProgress, VerifyProofsParameters } from '@psephos/lib'

/** What a proofs worker takes: a part of an election's proofs. */
export type ProofsJob = Pick<VerifyProofsParameters, 'proofs' | 'root' | 'scope' | 'proofDepth'>

/** What a proofs worker says: how far it is, then which proofs hold, or that it cannot tell. */
export type ProofsMessage =
  | { type: 'progress'; progress: VerificationProgress }
  | { type: 'verdicts'; verdicts: readonly boolean[] }
  | { type: 'failure'; message: string }
