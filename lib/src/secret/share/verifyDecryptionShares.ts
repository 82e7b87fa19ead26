import type { CircuitKey } from '../../proof/CircuitKey.ts'
import { verifyGroth16Proofs } from '../../proof/verifyGroth16Proofs.ts'
import type { WireDecryptionShare } from '../../wire/decryptionShare.ts'
import type { CurvePoint } from '../CurvePoint.ts'
import { optionClass } from '../optionClass.ts'

/** What {@link verifyDecryptionShares} takes. */
export type VerifyDecryptionSharesParameters = {
  shares: readonly WireDecryptionShare[]
  /** ΣR of all counted ballots. */
  r: CurvePoint
  /** How many options the proposal has. */
  optionCount: number
  /** Of each trustee, the hash of their verification keys of the proposal's class, by position from 1. */
  verificationKeysHashes: ReadonlyMap<number, bigint>
  /** The verification key of the circuit `decryption-share` of the proposal's class. */
  key: CircuitKey
  /** Ends the work within a tenth of a second. */
  signal?: AbortSignal | undefined
}

/** No hash of keys, so no proof holds for it. */
const NO_HASH = -1n

/**
 * Tells of each share whether it is the right one of the trustee at its position. A share of any wrongness is `false`; none makes it throw.
 * @throws the signal's reason when it is aborted.
 * @throws RangeError when the key is of another class, {@link RequestMalformedError} when there are more than 16 options.
 */
export async function verifyDecryptionShares({
  shares,
  r,
  optionCount,
  verificationKeysHashes,
  key,
  signal,
}: VerifyDecryptionSharesParameters): Promise<boolean[]> {
  const unused = optionClass(optionCount) - optionCount
  return verifyGroth16Proofs({
    key,
    // docs/secret-ballots.md has the order.
    shared: [
      ...new Array<null>(2 * optionCount).fill(null),
      ...Array.from({ length: unused }, () => [0n, 1n]).flat(),
      r.x,
      r.y,
      BigInt(optionCount),
      null,
    ],
    proofs: shares,
    toProof: ({ position, shares: points, proof }) => ({
      inputs: [
        ...points.flatMap(({ x, y }) => [x, y]),
        verificationKeysHashes.get(position) ?? NO_HASH,
      ],
      points: proof,
    }),
    signal,
  })
}
