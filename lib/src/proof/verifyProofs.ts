import { verifyProof } from '@semaphore-protocol/core'
import { SNARK_SCALAR_FIELD } from '../field/snarkScalarField.ts'

/** The order of the field in which the coordinates of BN254's points lie (EIP-196). */
const BASE_FIELD = 21888242871839275222246405745257275088696311157297823662689037894645226208583n

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
  root: bigint
  scope: bigint
  proofDepth: number
  onProgress?:
    | ((progress: { readonly verified: number; readonly total: number }) => void)
    | undefined
  signal?: AbortSignal | undefined
}

/** Verifies Semaphore proofs for one group, scope and depth, and returns for each whether it holds. */
export async function verifyProofs({
  proofs,
  root,
  scope,
  proofDepth,
  onProgress,
  signal,
}: VerifyProofsParameters): Promise<boolean[]> {
  const verdicts: boolean[] = []
  for (const { nullifier, message, points } of proofs) {
    signal?.throwIfAborted()
    const [a = 0n, b = 0n, c = 0n, d = 0n, e = 0n, f = 0n, g = 0n, h = 0n] = points
    const inRange = nullifier < SNARK_SCALAR_FIELD && points.every((each) => each < BASE_FIELD)
    verdicts.push(
      inRange &&
        (await verifyProof({
          merkleTreeDepth: proofDepth,
          merkleTreeRoot: String(root),
          scope: String(scope),
          nullifier: String(nullifier),
          message: String(message),
          points: [
            String(a),
            String(b),
            String(c),
            String(d),
            String(e),
            String(f),
            String(g),
            String(h),
          ],
        })),
    )
    onProgress?.({ verified: verdicts.length, total: proofs.length })
  }
  return verdicts
}
