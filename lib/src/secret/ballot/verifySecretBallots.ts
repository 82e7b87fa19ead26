import type { BallotRules } from '../../ballot/checkBallot.ts'
import { type Nullifier, toNullifier } from '../../ballot/Nullifier.ts'
import {
  BallotMalformedError,
  BallotProofInvalidError,
  BallotScopeMismatchError,
  BallotSnapshotMismatchError,
} from '../../errors/ballotErrors.ts'
import { NotAMemberError } from '../../errors/enrolmentErrors.ts'
import { PsephosError } from '../../errors/PsephosError.ts'
import type { CircuitKey } from '../../proof/CircuitKey.ts'
import { semaphoreHash } from '../../proof/semaphoreHash.ts'
import { type VerificationProgress, verifyGroth16Proofs } from '../../proof/verifyGroth16Proofs.ts'
import type { WireSecretBallot } from '../../wire/secretBallot.ts'
import type { CurvePoint } from '../CurvePoint.ts'
import type { EncryptedVotes } from '../EncryptedVotes.ts'
import { optionClass } from '../optionClass.ts'

/** What {@link verifySecretBallots} takes: ballots from anywhere, and what the chain says of their proposal. */
export type VerifySecretBallotsParameters = BallotRules & {
  ballots: readonly WireSecretBallot[]
  /** The verification key of the circuit `secret-ballot` of the proposal's class. */
  key: CircuitKey
  /** Of the committee's keys of that class. */
  keysHash: bigint
  /** Called now and then with how far it is. */
  onProgress?: ((progress: VerificationProgress) => void) | undefined
  /** Ends the work within a tenth of a second. */
  signal?: AbortSignal | undefined
}

/** A secret ballot that the box would count, were it cast now and no higher revision held. */
export type VerifiedSecretBallot = {
  nullifier: Nullifier
  revision: number
  /** With a C for each option. That they are points of the group follows from the proof. */
  encrypted: EncryptedVotes
}

/** What became of one ballot: what counts of it, or what is wrong with it. */
export type SecretBallotVerdict =
  | { readonly valid: true; readonly ballot: VerifiedSecretBallot }
  | { readonly valid: false; readonly error: PsephosError }

/**
 * Verifies ballots on one secret proposal without opening them, and returns a verdict for each in their order. A ballot of any wrongness gets
 * its error; none makes it throw. Ballots of one person are not held against each other.
 * @throws the signal's reason when it is aborted.
 * @throws RangeError when the key is of another class, {@link RequestMalformedError} when there are more than 16 options.
 * @example
 * const rules = { scope, electorate, optionCount: 2, voiceCredits: 100, keysHash, key }
 * const verdicts = await verifySecretBallots({ ballots, ...rules })
 */
export async function verifySecretBallots({
  ballots,
  key,
  keysHash,
  onProgress,
  signal,
  ...rules
}: VerifySecretBallotsParameters): Promise<SecretBallotVerdict[]> {
  const verdicts = ballots.map((ballot) => toVerdict(ballot, rules))
  // What is refused already costs no pairing.
  const candidates = ballots.flatMap((ballot, index) =>
    verdicts[index]?.valid ? [{ index, ballot }] : [],
  )
  const { scope, electorate, optionCount, voiceCredits } = rules
  const unused = optionClass(optionCount) - optionCount
  const refused = ballots.length - candidates.length
  const proven = await verifyGroth16Proofs({
    key,
    // docs/secret-ballots.md has the order.
    shared: [
      electorate.root,
      ...new Array<null>(1 + 2 + 2 * optionCount).fill(null),
      ...Array.from({ length: unused }, () => [0n, 1n]).flat(),
      BigInt(electorate.proofDepth),
      semaphoreHash(scope),
      null,
      BigInt(voiceCredits),
      BigInt(optionCount),
      keysHash,
    ],
    proofs: candidates,
    toProof: ({ ballot: { revision, encrypted, proof } }) => ({
      inputs: [
        proof.nullifier,
        ...[encrypted.r, ...encrypted.c].flatMap(({ x, y }) => [x, y]),
        BigInt(revision),
      ],
      points: proof.points,
    }),
    onProgress: ({ done }) => onProgress?.({ done: refused + done, total: ballots.length }),
    signal,
  })
  for (const [position, { index }] of candidates.entries()) {
    if (proven[position] === true) continue
    verdicts[index] = { valid: false, error: new BallotProofInvalidError() }
  }
  return verdicts
}

function toVerdict(ballot: WireSecretBallot, rules: BallotRules): SecretBallotVerdict {
  try {
    return { valid: true, ballot: checkSecretBallot(ballot, rules) }
  } catch (error) {
    if (error instanceof PsephosError) return { valid: false, error }
    throw error
  }
}

/** Checks everything about a ballot but its proof, and returns what counts if that holds. */
function checkSecretBallot(
  { revision, encrypted, proof }: WireSecretBallot,
  { scope, electorate, optionCount }: BallotRules,
): VerifiedSecretBallot {
  if (encrypted.c.length !== optionCount) {
    const reason = `it has votes on ${encrypted.c.length} options, but the proposal has ${optionCount}`
    throw new BallotMalformedError({ reason })
  }
  if (proof.scope !== scope) {
    throw new BallotScopeMismatchError({ scope: proof.scope, expectedScope: scope })
  }
  // The circuit gives root 0 for a depth beyond its own, and an empty group has that root.
  if (electorate.size === 0 || electorate.root === 0n) throw new NotAMemberError()
  if (proof.merkleTreeRoot !== electorate.root || proof.merkleTreeDepth !== electorate.proofDepth) {
    throw new BallotSnapshotMismatchError({
      root: proof.merkleTreeRoot,
      expectedRoot: electorate.root,
      proofDepth: proof.merkleTreeDepth,
      expectedProofDepth: electorate.proofDepth,
    })
  }
  return {
    nullifier: toNullifier(proof.nullifier),
    revision,
    encrypted: {
      r: encrypted.r as CurvePoint,
      c: encrypted.c.map((point) => point as CurvePoint),
    },
  }
}
