import { GroupPlaceOutOfRangeError } from '../errors/groupErrors.ts'
import { hashNodes } from '../hash/hashNodes.ts'
import { type Commitment, toCommitment } from '../identity/Commitment.ts'
import type { NodePlace } from './groupBuckets.ts'
import type { MembershipPath, MembershipTree } from './MembershipTree.ts'
import { proofDepth } from './proofDepth.ts'

/**
 * The members of a group in a Merkle tree, with the root that `PersonhoodGroup` has for them.
 *
 * Not the LeanIMT of Semaphore's own groups: there a leaf may stand higher than the circuit can
 * reach, and whoever enrols the hash of two of their own commitments proves membership of both.
 * Here all leaves stand at one depth, 20 for up to 2^20 members and 32 for more, and a node
 * without a right neighbour is hashed with 0.
 */
export class Group implements MembershipTree {
  /** The nodes of each level, leaves first, up to the one that holds a single node. */
  readonly #levels: bigint[][] = [[]]

  /** @throws {@link FieldElementOutOfRangeError} when a member is no commitment. */
  constructor(members: readonly bigint[] = []) {
    this.addMembers(members)
  }

  /** The commitments by their place. */
  get members(): readonly Commitment[] {
    return [...this.#leaves] as Commitment[]
  }

  get size(): number {
    return this.#leaves.length
  }

  /** The depth of every leaf, at which membership is proved. */
  get depth(): 20 | 32 {
    return proofDepth({ groupSize: this.size })
  }

  /** 0 without members. */
  get root(): bigint {
    if (this.size === 0) return 0n
    const top = this.#levels.length - 1
    let node = this.#levels[top]?.[0] ?? 0n
    for (let level = top; level < this.depth; level++) node = hashNodes(node, 0n)
    return node
  }

  /** Returns a member's place, or -1. */
  indexOf(commitment: bigint): number {
    return this.#leaves.indexOf(commitment)
  }

  /**
   * Adds members behind the others.
   * @throws {@link FieldElementOutOfRangeError} when one is no commitment; none is added then.
   */
  addMembers(commitments: readonly bigint[]): void {
    const added = commitments.map(toCommitment)
    const start = this.size
    for (const commitment of added) this.#leaves.push(commitment)
    if (added.length > 0) this.#hashFrom(start, this.size)
  }

  /** Adds one member: {@link addMembers}. */
  addMember(commitment: bigint): void {
    this.addMembers([commitment])
  }

  /**
   * Puts another commitment in a member's place.
   * @throws {@link GroupPlaceOutOfRangeError} when there is no such place.
   * @throws {@link FieldElementOutOfRangeError} when it is no commitment.
   */
  updateMember(index: number, commitment: bigint): void {
    this.#requirePlace(index)
    this.#leaves[index] = toCommitment(commitment)
    this.#hashFrom(index, index + 1)
  }

  /** Returns a node of the tree, leaves at level 0, or 0 where there is none. */
  nodeAt({ level, position }: NodePlace): bigint {
    return this.#levels[level]?.[position] ?? 0n
  }

  /**
   * Returns the way from a member's leaf to the root, a sibling for each level.
   * @throws {@link GroupPlaceOutOfRangeError} when there is no such place.
   */
  generateMerkleProof(index: number): MembershipPath {
    this.#requirePlace(index)
    const siblings = Array.from({ length: this.depth }, (_, level) => {
      const position = Math.floor(index / 2 ** level)
      return this.nodeAt({ level, position: position % 2 === 0 ? position + 1 : position - 1 })
    })
    return { root: this.root, leaf: this.#leaves[index] as Commitment, index, siblings }
  }

  get #leaves(): bigint[] {
    return this.#levels[0] as bigint[]
  }

  /** Hashes anew what stands above the leaves from `start` to before `end`. */
  #hashFrom(start: number, end: number): void {
    for (let level = 0; (this.#levels[level]?.length ?? 0) > 1; level++) {
      const nodes = this.#levels[level] as bigint[]
      this.#levels[level + 1] ??= []
      const parents = this.#levels[level + 1] as bigint[]
      start = Math.floor(start / 2)
      end = Math.ceil(end / 2)
      for (let parent = start; parent < end; parent++) {
        parents[parent] = hashNodes(nodes[2 * parent] ?? 0n, nodes[2 * parent + 1] ?? 0n)
      }
    }
  }

  #requirePlace(index: number): void {
    if (!Number.isInteger(index) || index < 0 || index >= this.size) {
      throw new GroupPlaceOutOfRangeError({ of: 'member', place: index, count: this.size })
    }
  }
}
