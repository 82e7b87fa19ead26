import { SNARK_SCALAR_FIELD } from '../field/snarkScalarField.ts'
import { semaphoreHash } from './semaphoreHash.ts'
import { type VerificationProgress, verifyGroth16Proofs } from './verifyGroth16Proofs.ts'

/** A member's proof, without what it shares with the others of its batch. */
export type MembershipProof = {
  readonly nullifier: bigint
  /** Below 2^256, before Semaphore hashes it to the field. */
  readonly message: bigint
  /** A.x, A.y, B.x1, B.x0, B.y1, B.y0, C.x, C.y, as Semaphore and the contracts pack them. */
  readonly points: readonly bigint[]
}

/** What {@link verifyProofs} takes. */
export type VerifyProofsParameters = {
  proofs: readonly MembershipProof[]
  /** The root of the group in which all of them prove membership. */
  root: bigint
  /** The scope that all of them are for, below 2^256. */
  scope: bigint
  /** The depth of Semaphore's circuit, from 1 to 32: {@link proofDepth}. */
  proofDepth: number
  /** Called now and then with how far it is. */
  onProgress?: ((progress: VerificationProgress) => void) | undefined
  /** Ends the work within a tenth of a second. */
  signal?: AbortSignal | undefined
}

const UINT256_END = 1n << 256n
/** No message hashes to it, so no proof holds for it. */
const NO_INPUT = -1n

/**
 * Verifies Semaphore proofs for one group, scope and depth, and returns for each whether it holds.
 * A proof of any wrongness is `false`; none makes it throw. Of many, one takes about a tenth of the
 * time of Semaphore's `verifyProof`, and finding a bad one among 1 024 hardly any more. Runs on the
 * thread that calls it, and lets others run every few hundredths of a second.
 * @throws the signal's reason when it is aborted.
 * @example
 * const { merkleTreeRoot: root, scope, nullifier, message, points } = ballot.proof
 * const proofs = [{ nullifier, message, points }]
 * await verifyProofs({ proofs, root, scope, proofDepth: 20 }) // [true]
 */
export async function verifyProofs({
  proofs,
  root,
  scope,
  proofDepth,
  onProgress,
  signal,
}: VerifyProofsParameters): Promise<boolean[]> {
  signal?.throwIfAborted()
  // Read only here: the keys of all depths take 30 KB.
  const { depthKeys, sharedKey } = await import('./generated/semaphoreKeys.ts')
  const depthKey = depthKeys[proofDepth - 1]
  if (
    depthKey === undefined ||
    !isBelow(scope, UINT256_END) ||
    !isBelow(root, SNARK_SCALAR_FIELD)
  ) {
    return proofs.map(() => false)
  }
  return verifyGroth16Proofs({
    key: { ...sharedKey, ...depthKey, isDevelopment: false },
    shared: [root, null, null, semaphoreHash(scope)],
    proofs,
    toProof: ({ nullifier, message, points }) => ({
      inputs: [nullifier, isBelow(message, UINT256_END) ? semaphoreHash(message) : NO_INPUT],
      points,
    }),
    onProgress,
    signal,
  })
}

function isBelow(value: bigint, end: bigint): boolean {
  return value >= 0n && value < end
}
