import type { CircuitKey } from '../../proof/CircuitKey.ts'
import { semaphoreHash } from '../../proof/semaphoreHash.ts'
import { type VerificationProgress, verifyGroth16Proofs } from '../../proof/verifyGroth16Proofs.ts'
import { optionClass } from '../optionClass.ts'

/** A secret ballot's proof, without what it shares with the others on its proposal. */
export type SecretBallotProof = {
  readonly nullifier: bigint
  readonly revision: number
  /** x and y of R, then of C for each option: {@link encodeEncryptedVotes}. */
  readonly encrypted: readonly bigint[]
  /** A.x, A.y, B.x1, B.x0, B.y1, B.y0, C.x, C.y, as Semaphore and the contracts pack them. */
  readonly points: readonly bigint[]
}

/** What {@link verifySecretProofs} takes. */
export type VerifySecretProofsParameters = {
  proofs: readonly SecretBallotProof[]
  /** The root of the group in which all of them prove membership, and the depth at which. */
  root: bigint
  proofDepth: number
  /** The proposal's: {@link proposalScope}. */
  scope: bigint
  /** How many options the proposal has, from 1 to 16. */
  optionCount: number
  /** The budget of each ballot. */
  voiceCredits: number
  /** Of the committee's keys of the proposal's class. */
  keysHash: bigint
  /** The verification key of the circuit `secret-ballot` of that class. */
  key: CircuitKey
  /** Called now and then with how far it is. */
  onProgress?: ((progress: VerificationProgress) => void) | undefined
  /** Ends the work within a tenth of a second. */
  signal?: AbortSignal | undefined
}

/**
 * Verifies the proofs of secret ballots on one proposal, and returns for each whether it holds. A proof of any wrongness, or of points
 * of another number than the proposal has options for, is `false`; none makes it throw.
 * @throws the signal's reason when it is aborted.
 * @throws RangeError when the key is of another class, {@link RequestMalformedError} when there are more than 16 options.
 * @example
 * const { proof: { nullifier, points }, revision } = ballot
 * const proofs = [{ nullifier, revision, encrypted: encodeEncryptedVotes(ballot.encrypted), points }]
 * await verifySecretProofs({ proofs, root, scope, proofDepth: 20, optionCount: 2, voiceCredits: 100, keysHash, key }) // [true]
 */
export async function verifySecretProofs({
  proofs,
  root,
  proofDepth,
  scope,
  optionCount,
  voiceCredits,
  keysHash,
  key,
  onProgress,
  signal,
}: VerifySecretProofsParameters): Promise<boolean[]> {
  const unused = optionClass(optionCount) - optionCount
  return verifyGroth16Proofs({
    key,
    // docs/secret-ballots.md has the order.
    shared: [
      root,
      ...new Array<null>(1 + 2 + 2 * optionCount).fill(null),
      ...Array.from({ length: unused }, () => [0n, 1n]).flat(),
      BigInt(proofDepth),
      semaphoreHash(scope),
      null,
      BigInt(voiceCredits),
      BigInt(optionCount),
      keysHash,
    ],
    proofs,
    toProof: ({ nullifier, revision, encrypted, points }) => ({
      inputs: [nullifier, ...encrypted, BigInt(revision)],
      points,
    }),
    onProgress,
    signal,
  })
}
