import type { Identity } from '@semaphore-protocol/core'
import { ballotCost } from '../ballot/ballotCost.ts'
import { ballotMessage } from '../ballot/ballotMessage.ts'
import { encodeBallot } from '../ballot/encodeBallot.ts'
import type { Scope } from '../ballot/Scope.ts'
import type { MembershipPath, MembershipTree } from '../group/MembershipTree.ts'
import { requirePath } from '../group/requirePath.ts'

/** How far a proof is. */
export type BallotProofProgress =
  /** Bytes of the circuit and its proving key; `total` is null while it is not known. */
  | { readonly stage: 'artifacts'; readonly loaded: number; readonly total: number | null }
  | { readonly stage: 'proof' }

/** What one ballot is proved from. */
export type BallotProofJob = {
  /** Who votes. Never leaves this device. */
  identity: Identity
  /** The group as it stood at the proposal's snapshot, or the bucket of it in which the identity is. */
  group: MembershipTree
  /** Votes on every option of the proposal, each from -32 768 to 32 767. */
  votes: readonly number[]
  /** The budget that the proposal gives each ballot, from 1 to 65 535. */
  voiceCredits: number
  /** 0 for a first ballot; higher than the last one to change it. At most 65 535. */
  revision: number
  /** Where the ballot counts: {@link proposalScope}. */
  scope: Scope
  /** The depth that the proposal takes: {@link proofDepth} of its group. */
  proofDepth: number
  /** Called when a stage begins, and as artifacts arrive. */
  onProgress?: ((progress: BallotProofProgress) => void) | undefined
  /**
   * Ends the download, or the wait for the proof. On this thread a proof that has begun still runs
   * to its end, unheard: only a worker can be stopped ({@link createBallotProver}).
   */
  signal?: AbortSignal | undefined
}

/** A ballot that may be proved: what has to go to the thread that proves it. */
export type PreparedBallot = {
  readonly identity: Identity
  readonly path: MembershipPath
  readonly votes: readonly number[]
  readonly revision: number
  readonly message: bigint
  readonly scope: Scope
  readonly proofDepth: number
}

/**
 * Checks everything that proving would find out late.
 * @throws what {@link generateBallotProof} throws before any proving.
 */
export function prepareBallot({
  identity,
  group,
  votes,
  voiceCredits,
  revision,
  scope,
  proofDepth,
}: BallotProofJob): PreparedBallot {
  ballotCost({ votes, voiceCredits })
  const message = ballotMessage({ revision, words: encodeBallot({ votes }) })
  const path = requirePath({ identity, group, proofDepth })
  return { identity, path, votes: [...votes], revision, message, scope, proofDepth }
}
