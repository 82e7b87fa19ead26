import { GroupPlaceOutOfRangeError, GroupRootMismatchError } from '../errors/groupErrors.ts'
import { hashNodes } from '../hash/hashNodes.ts'
import { toCommitment } from '../identity/Commitment.ts'
import { decodeNodes } from './encodeGroupBucket.ts'
import { type BucketRange, bucketRange, siblingsOf } from './groupBuckets.ts'
import type { MembershipPath, MembershipTree } from './MembershipTree.ts'
import { proofDepth } from './proofDepth.ts'

/** What {@link GroupBucket} is made from. */
export type GroupBucketParameters = {
  /** What {@link encodeGroupBucket} made: the commitments of the bucket's members, and the nodes beside them. */
  bytes: Uint8Array
  /** The bucket's number, from 0: {@link bucketOf}. */
  bucket: number
  /** The whole group at a proposal's snapshot, as the chain says it. */
  electorate: { root: bigint; size: number }
}

/**
 * A part of a group with all that its members need to prove that they are in the group. Whoever
 * gave the part learns that one of at least 4 096 members asked, but not which.
 */
export class GroupBucket implements MembershipTree {
  readonly size: number
  readonly depth: 20 | 32
  readonly root: bigint
  readonly range: BucketRange
  /** The known nodes of each level, leaves first, by their place. */
  readonly #levels: ReadonlyMap<number, bigint>[]

  /**
   * @throws {@link GroupPlaceOutOfRangeError} when the group has no such bucket.
   * @throws {@link GroupBucketMalformedError} when it is of another length.
   * @throws {@link FieldElementOutOfRangeError} when a member or a node is out of the field.
   * @throws {@link GroupRootMismatchError} when the part does not hash to the group's root: who gave it lied.
   */
  constructor({ bytes, bucket, electorate }: GroupBucketParameters) {
    this.size = electorate.size
    this.depth = proofDepth({ groupSize: electorate.size })
    this.range = bucketRange({ bucket, size: this.size })
    const { start, end } = this.range
    const places = siblingsOf({ range: this.range, size: this.size, depth: this.depth })
    const nodes = decodeNodes(bytes, end - start + places.length)
    this.#levels = Array.from({ length: this.depth + 1 }, () => new Map<number, bigint>())
    for (let index = start; index < end; index++) {
      this.#level(0).set(index, toCommitment(nodes[index - start] as bigint))
    }
    for (const [index, { level, position }] of places.entries()) {
      this.#level(level).set(position, nodes[end - start + index] as bigint)
    }
    for (let level = 0; level < this.depth; level++) this.#hashLevel(level)
    this.root = this.#level(this.depth).get(0) ?? 0n
    if (this.root !== electorate.root) {
      throw new GroupRootMismatchError({ root: this.root, expectedRoot: electorate.root })
    }
  }

  indexOf(commitment: bigint): number {
    for (const [index, member] of this.#level(0)) {
      if (member === commitment && this.#has(index)) return index
    }
    return -1
  }

  /** @throws {@link GroupPlaceOutOfRangeError} when the place is not in this bucket. */
  generateMerkleProof(index: number): MembershipPath {
    const leaf = this.#level(0).get(index)
    if (leaf === undefined || !this.#has(index)) {
      throw new GroupPlaceOutOfRangeError({ of: 'member', place: index, count: this.size })
    }
    const siblings = Array.from({ length: this.depth }, (_, level) => {
      const position = Math.floor(index / 2 ** level)
      return this.#level(level).get(position % 2 === 0 ? position + 1 : position - 1) ?? 0n
    })
    return { root: this.root, leaf: toCommitment(leaf), index, siblings }
  }

  /** Hashes the parents of a level's known nodes, which with the siblings come in pairs. */
  #hashLevel(level: number): void {
    const [nodes, parents] = [this.#level(level), this.#level(level + 1)]
    for (const position of nodes.keys()) {
      const left = position - (position % 2)
      const parent = left / 2
      if (!parents.has(parent)) {
        parents.set(parent, hashNodes(nodes.get(left) ?? 0n, nodes.get(left + 1) ?? 0n))
      }
    }
  }

  #has(index: number): boolean {
    return index >= this.range.start && index < this.range.end
  }

  #level(level: number): Map<number, bigint> {
    return this.#levels[level] as Map<number, bigint>
  }
}
