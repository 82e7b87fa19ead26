import type { BallotRules } from '../../ballot/checkBallot.ts'
import { BallotProofInvalidError } from '../../errors/ballotErrors.ts'
import { PsephosError } from '../../errors/PsephosError.ts'
import type { CircuitKey } from '../../proof/CircuitKey.ts'
import type { VerificationProgress } from '../../proof/verifyGroth16Proofs.ts'
import type { WireSecretBallot } from '../../wire/secretBallot.ts'
import { encodeEncryptedVotes } from '../encodeEncryptedVotes.ts'
import { checkSecretBallot, type VerifiedSecretBallot } from './checkSecretBallot.ts'
import { verifySecretProofs } from './verifySecretProofs.ts'

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
  const { electorate, ...statement } = rules
  const refused = ballots.length - candidates.length
  const proven = await verifySecretProofs({
    ...statement,
    proofs: candidates.map(({ ballot: { revision, encrypted, proof } }) => ({
      nullifier: proof.nullifier,
      revision,
      encrypted: encodeEncryptedVotes(encrypted),
      points: proof.points,
    })),
    root: electorate.root,
    proofDepth: electorate.proofDepth,
    keysHash,
    key,
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
