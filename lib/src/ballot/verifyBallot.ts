import { verifyProof } from '@semaphore-protocol/core'
import {
  BallotMalformedError,
  BallotMessageMismatchError,
  BallotProofInvalidError,
  BallotScopeMismatchError,
  BallotSnapshotMismatchError,
} from '../errors/ballotErrors.ts'
import { NotAMemberError } from '../errors/enrolmentErrors.ts'
import type { WireBallot } from '../wire/ballot.ts'
import { ballotCost } from './ballotCost.ts'
import { ballotMessage } from './ballotMessage.ts'
import { encodeBallot } from './encodeBallot.ts'
import { type Nullifier, toNullifier } from './Nullifier.ts'
import type { Scope } from './Scope.ts'
import { toWireBallot } from './toWireBallot.ts'

/** The order of the field in which the coordinates of BN254's points lie (EIP-196). */
const BASE_FIELD = 21888242871839275222246405745257275088696311157297823662689037894645226208583n

/**
 * What {@link verifyBallot} takes: a ballot from anywhere, and what the chain says of its proposal.
 */
export type VerifyBallotParameters = {
  ballot: WireBallot
  /** Where the ballot must count: {@link proposalScope}. */
  scope: Scope
  /** The group at the proposal's snapshot, and the depth at which its members prove. */
  electorate: { root: bigint; size: number; proofDepth: number }
  /** How many options the proposal has, from 1 to 128. */
  optionCount: number
  /** The budget that the proposal gives each ballot, from 1 to 65 535. */
  voiceCredits: number
}

/** A ballot that the governor would count, were it cast now and no higher revision held. */
export type VerifiedBallot = {
  nullifier: Nullifier
  revision: number
  votes: readonly number[]
  words: readonly bigint[]
}

/**
 * Verifies everything about a ballot that can be verified without knowing the other ballots,
 * cheapest first, and returns what counts. Does *not* check that voting is open, nor that the
 * revision is higher than the one held.
 * @throws {@link BallotMalformedError} when it has not `optionCount` votes, or its revision is no
 * uint16.
 * @throws {@link VotesOutOfRangeError} when an option's votes are no int16.
 * @throws {@link VoiceCreditsExceededError} when it costs more than `voiceCredits`.
 * @throws {@link BallotScopeMismatchError} when it was made for another proposal.
 * @throws {@link BallotSnapshotMismatchError} when it was made for another group or depth.
 * @throws {@link NotAMemberError} when the group has no members.
 * @throws {@link BallotMessageMismatchError} when the proof was made for other votes or another
 * revision.
 * @throws {@link FieldElementOutOfRangeError} when the nullifier is not below the scalar field.
 * @throws {@link BallotProofInvalidError} when the proof does not hold.
 * @example
 * const rules = { scope, electorate, optionCount: 2, voiceCredits: 100 }
 * const { nullifier, words } = await verifyBallot({ ballot, ...rules })
 */
export async function verifyBallot({
  ballot,
  scope,
  electorate,
  optionCount,
  voiceCredits,
}: VerifyBallotParameters): Promise<VerifiedBallot> {
  const { revision, votes, proof } = ballot
  if (votes.length !== optionCount) {
    const reason = `it has votes on ${votes.length} options, but the proposal has ${optionCount}`
    throw new BallotMalformedError({ reason })
  }
  ballotCost({ votes, voiceCredits })
  const words = encodeBallot({ votes })
  const message = ballotMessage({ revision, words })

  if (proof.scope !== scope) {
    throw new BallotScopeMismatchError({ scope: proof.scope, expectedScope: scope })
  }
  // Semaphore's circuit gives root 0 for a path that claims to be longer than its depth, and an empty
  // group has that root: anybody could prove to be in it.
  if (electorate.size === 0 || electorate.root === 0n) throw new NotAMemberError()
  if (proof.merkleTreeRoot !== electorate.root || proof.merkleTreeDepth !== electorate.proofDepth) {
    throw new BallotSnapshotMismatchError({
      root: proof.merkleTreeRoot,
      expectedRoot: electorate.root,
      proofDepth: proof.merkleTreeDepth,
      expectedProofDepth: electorate.proofDepth,
    })
  }
  if (proof.message !== message) throw new BallotMessageMismatchError()
  const nullifier = toNullifier(proof.nullifier)
  // snarkjs would reduce a larger coordinate and accept it; the chain's precompile refuses it.
  // Whether B lies in the prime-order subgroup is not checked: outside it a single proof's equation
  // fails (only a batch could be cheated).
  const coordinatesInRange = proof.points.every((coordinate) => coordinate < BASE_FIELD)
  if (!coordinatesInRange || !(await verifyProof(toWireBallot(ballot).proof))) {
    throw new BallotProofInvalidError()
  }
  return { nullifier, revision, votes, words }
}
