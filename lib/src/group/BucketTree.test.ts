import { describe, expect, test } from 'vitest'
import { BucketTree } from './BucketTree.ts'
import { encodeGroupBucket } from './encodeGroupBucket.ts'
import { Group } from './Group.ts'
import { BUCKET_SIZE, countBuckets } from './groupBuckets.ts'

const members = Array.from({ length: 3 * BUCKET_SIZE + 5 }, (_, index) => BigInt(index + 1) ** 17n)
/** Around each edge of a bucket, and where the last one holds the rest as well. */
const sizes = [
  ...[0, 1, 2, 3, BUCKET_SIZE - 1, BUCKET_SIZE, BUCKET_SIZE + 1],
  ...[2 * BUCKET_SIZE, 3 * BUCKET_SIZE + 5],
]

describe('BucketTree', () => {
  test('gives the very buckets and the root of the group, however its members came', () => {
    const [group, tree] = [new Group(), new BucketTree()]
    for (const size of sizes) {
      const added = members.slice(group.size, size)
      group.addMembers(added)
      tree.addMembers(added.slice(0, 100))
      tree.addMembers(added.slice(100))
      expect([tree.size, tree.depth, tree.root]).toEqual([group.size, group.depth, group.root])
      for (let bucket = 0; bucket < countBuckets(size); bucket++)
        expect(encodeGroupBucket({ group: tree, bucket })).toEqual(
          encodeGroupBucket({ group, bucket }),
        )
    }
  })

  test('takes no member that is none', () => {
    const tree = new BucketTree()
    expect(() => tree.addMembers([1n, -1n])).toThrow()
    expect([tree.size, tree.root]).toEqual([0, 0n])
  })

  test('knows nothing of what stands within a bucket', () => {
    const tree = new BucketTree()
    tree.addMembers([1n, 2n])
    expect(tree.nodeAt({ level: 0, position: 1 })).toBe(2n)
    expect(tree.nodeAt({ level: 0, position: BUCKET_SIZE })).toBe(0n)
    expect(() => tree.nodeAt({ level: 1, position: 0 })).toThrow(RangeError)
  })
})
