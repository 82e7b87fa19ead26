import {
  BallotMalformedError,
  BallotMessageMismatchError,
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

/** What the chain says of a proposal, and a ballot on it must fit. */
export type BallotRules = {
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
 * Checks everything about a ballot but its proof, cheapest first, and returns what counts if the
 * proof holds.
 * @throws what {@link verifyBallot} throws, except {@link BallotProofInvalidError}.
 */
export function checkBallot(
  { revision, votes, proof }: WireBallot,
  { scope, electorate, optionCount, voiceCredits }: BallotRules,
): VerifiedBallot {
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
  return { nullifier: toNullifier(proof.nullifier), revision, votes, words }
}
