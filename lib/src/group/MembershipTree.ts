import type { Commitment } from '../identity/Commitment.ts'

/** A leaf's way to the root, as Semaphore's prover takes it. */
export type MembershipPath = {
  readonly root: bigint
  readonly leaf: Commitment
  /** The leaf's place, from 0. */
  readonly index: number
  /** The sibling at each level, from the leaf up; 0 where there is none. */
  readonly siblings: bigint[]
}

/** What proving membership takes of a group: the whole {@link Group} or a {@link GroupBucket} has it. */
export interface MembershipTree {
  /** How many members the whole group has. */
  readonly size: number
  /** The depth of every leaf, at which membership is proved: 20 for up to 2^20 members, 32 for more. */
  readonly depth: 20 | 32
  /** The root of the whole group. */
  readonly root: bigint
  /** Returns a member's place in the whole group, or -1. */
  indexOf(commitment: bigint): number
  /** Returns the way from a member's leaf to the root. */
  generateMerkleProof(index: number): MembershipPath
}
