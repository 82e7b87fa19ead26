import { letOthersRun } from '../async/letOthersRun.ts'
import { BallotProofInvalidError } from '../errors/ballotErrors.ts'
import { PsephosError } from '../errors/PsephosError.ts'
import type { VerificationProgress } from '../proof/verifyGroth16Proofs.ts'
import { verifyProofs } from '../proof/verifyProofs.ts'
import type { WireBallot } from '../wire/ballot.ts'
import { type BallotRules, checkBallot, type VerifiedBallot } from './checkBallot.ts'

/** What {@link verifyBallots} takes: ballots from anywhere, and what the chain says of their proposal. */
export type VerifyBallotsParameters = BallotRules & {
  ballots: readonly WireBallot[]
  /** Called now and then with how far it is. */
  onProgress?: ((progress: VerificationProgress) => void) | undefined
  /** Ends the work within a tenth of a second. */
  signal?: AbortSignal | undefined
}

/** How many are checked, but for their proofs, until others can run: some hundredths of a second. */
const CHECKED_AT_ONCE = 256

/** What became of one ballot: what counts of it, or what is wrong with it. */
export type BallotVerdict =
  | { readonly valid: true; readonly ballot: VerifiedBallot }
  | { readonly valid: false; readonly error: PsephosError }

/**
 * Verifies ballots on one proposal, each as {@link verifyBallot} does and by the same rules, and
 * returns a verdict for each in their order. Proofs are verified together, in about a tenth of the
 * time that Semaphore's `verifyProof` takes for each. A ballot of any wrongness gets its error; none
 * makes it throw. Ballots of one person are not held against each other.
 * @throws the signal's reason when it is aborted.
 * @example
 * const rules = { scope, electorate, optionCount: 2, voiceCredits: 100 }
 * const verdicts = await verifyBallots({ ballots, ...rules })
 * const counted = verdicts.flatMap((verdict) => (verdict.valid ? [verdict.ballot] : []))
 */
export async function verifyBallots({
  ballots,
  onProgress,
  signal,
  ...rules
}: VerifyBallotsParameters): Promise<BallotVerdict[]> {
  signal?.throwIfAborted()
  const verdicts: BallotVerdict[] = []
  for (const ballot of ballots) {
    if (verdicts.length % CHECKED_AT_ONCE === CHECKED_AT_ONCE - 1) await letOthersRun(signal)
    verdicts.push(toVerdict(ballot, rules))
  }
  // What is refused already costs no pairing.
  const candidates = ballots.flatMap(({ proof }, index) =>
    verdicts[index]?.valid ? [{ index, proof }] : [],
  )
  const { scope, electorate } = rules
  const refused = ballots.length - candidates.length
  const proven = await verifyProofs({
    proofs: candidates.map(({ proof: { nullifier, message, points } }) => ({
      nullifier,
      message,
      points,
    })),
    root: electorate.root,
    scope,
    proofDepth: electorate.proofDepth,
    onProgress: ({ done }) => onProgress?.({ done: refused + done, total: ballots.length }),
    signal,
  })
  for (const [position, { index }] of candidates.entries()) {
    if (proven[position] === true) continue
    verdicts[index] = { valid: false, error: new BallotProofInvalidError() }
  }
  return verdicts
}

function toVerdict(ballot: WireBallot, rules: BallotRules): BallotVerdict {
  try {
    return { valid: true, ballot: checkBallot(ballot, rules) }
  } catch (error) {
    if (error instanceof PsephosError) return { valid: false, error }
    throw error
  }
}
