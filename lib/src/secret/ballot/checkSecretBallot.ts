import type { BallotRules } from '../../ballot/checkBallot.ts'
import { type Nullifier, toNullifier } from '../../ballot/Nullifier.ts'
import {
  BallotMalformedError,
  BallotScopeMismatchError,
  BallotSnapshotMismatchError,
} from '../../errors/ballotErrors.ts'
import { NotAMemberError } from '../../errors/enrolmentErrors.ts'
import type { WireSecretBallot } from '../../wire/secretBallot.ts'
import type { CurvePoint } from '../CurvePoint.ts'
import type { EncryptedVotes } from '../EncryptedVotes.ts'

/** A secret ballot that the box would count, were it cast now and no higher revision held. */
export type VerifiedSecretBallot = {
  nullifier: Nullifier
  revision: number
  /** With a C for each option. That they are points of the group follows from the proof. */
  encrypted: EncryptedVotes
}

/**
 * Checks everything about a secret ballot but its proof, and returns what counts if that holds.
 * @throws what {@link verifySecretBallots} finds, except {@link BallotProofInvalidError}: of the number of points, the scope, the
 * snapshot, the nullifier.
 */
export function checkSecretBallot(
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
