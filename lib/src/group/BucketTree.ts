import { hashNodes } from '../hash/hashNodes.ts'
import { NODE_BYTES, readNode, writeNode } from './encodeGroupBucket.ts'
import { Group } from './Group.ts'
import { BUCKET_SIZE, type NodePlace } from './groupBuckets.ts'
import { proofDepth } from './proofDepth.ts'

/** The level on which a full bucket is a single node. */
const LEVEL = Math.log2(BUCKET_SIZE)

/**
 * A group as far as its buckets go, for {@link encodeGroupBucket}: its leaves, and the nodes from which
 * on a bucket is a single one. A million members take 32 MB, where a {@link Group} takes hundreds.
 */
export class BucketTree {
  /** The leaves of each bucket, of 32 bytes each. */
  readonly #leaves: DataView[] = []
  /** The node above each bucket that is full. */
  readonly #tops: bigint[] = []
  /** The bucket that is not. */
  #last = new Group()
  /** The nodes from {@link LEVEL} up to where there is one, if they are known. */
  #upper: bigint[][] | null = null

  get size(): number {
    return this.#tops.length * BUCKET_SIZE + this.#last.size
  }

  /** The depth of every leaf, at which membership is proved. */
  get depth(): 20 | 32 {
    return proofDepth({ groupSize: this.size })
  }

  /** 0 without members. */
  get root(): bigint {
    if (this.size === 0) return 0n
    const levels = this.#hashUpper()
    return climb(levels.at(-1)?.[0] ?? 0n, LEVEL + levels.length - 1, this.depth)
  }

  /**
   * Adds members behind the others. Hashing some hundred takes some ten milliseconds.
   * @throws {@link FieldElementOutOfRangeError} when one is no commitment; it is not added then, nor those after it.
   */
  addMembers(commitments: readonly bigint[]): void {
    this.#upper = null
    let rest = commitments
    while (rest.length > 0) {
      const taken = rest.slice(0, BUCKET_SIZE - this.#last.size)
      rest = rest.slice(taken.length)
      const start = this.#last.size
      this.#last.addMembers(taken)
      if (start === 0) this.#leaves.push(new DataView(new ArrayBuffer(BUCKET_SIZE * NODE_BYTES)))
      const view = this.#leaves.at(-1)
      if (view !== undefined)
        for (const [index, leaf] of taken.entries()) writeNode(view, start + index, leaf)
      if (this.#last.size < BUCKET_SIZE) return
      this.#tops.push(this.#last.nodeAt({ level: LEVEL, position: 0 }))
      this.#last = new Group()
    }
  }

  /**
   * Returns a node, leaves at level 0, or 0 where there is none.
   * @throws RangeError for what stands within a bucket: it is the bucket's own to hash.
   */
  nodeAt({ level, position }: NodePlace): bigint {
    if (level >= LEVEL) return this.#hashUpper()[level - LEVEL]?.[position] ?? 0n
    if (level !== 0) throw new RangeError('What stands within a bucket is not kept.')
    const view = this.#leaves[Math.floor(position / BUCKET_SIZE)]
    return view === undefined ? 0n : readNode(view, position % BUCKET_SIZE)
  }

  #hashUpper(): bigint[][] {
    if (this.#upper !== null) return this.#upper
    let nodes = this.#last.size === 0 ? this.#tops : [...this.#tops, topOf(this.#last)]
    const levels = [nodes]
    while (nodes.length > 1) {
      const children = nodes
      nodes = Array.from({ length: Math.ceil(children.length / 2) }, (_, parent) =>
        hashNodes(children[2 * parent] ?? 0n, children[2 * parent + 1] ?? 0n),
      )
      levels.push(nodes)
    }
    this.#upper = levels
    return levels
  }
}

/** The node above a bucket that is not full. */
function topOf(part: Group): bigint {
  const level = Math.ceil(Math.log2(part.size))
  return climb(part.nodeAt({ level, position: 0 }), level, LEVEL)
}

/** What has no right neighbour is hashed with 0. */
function climb(node: bigint, from: number, to: number): bigint {
  let above = node
  for (let level = from; level < to; level++) above = hashNodes(above, 0n)
  return above
}
