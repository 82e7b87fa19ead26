import { GroupBucketMalformedError } from '../errors/groupErrors.ts'
import { requireInRange } from '../field/requireInRange.ts'
import { SNARK_SCALAR_FIELD } from '../field/snarkScalarField.ts'
import type { Group } from './Group.ts'
import { bucketRange, siblingsOf } from './groupBuckets.ts'

/** A node as it travels, and as it is kept where there are many. */
export const NODE_BYTES = 32

/** What {@link encodeGroupBucket} takes. */
export type EncodeGroupBucketParameters = {
  /** A {@link Group}, or what else knows its nodes. */
  group: Pick<Group, 'size' | 'depth' | 'nodeAt'>
  /** The bucket's number, from 0 to below {@link countBuckets}. */
  bucket: number
}

/**
 * Returns a bucket of a group as it travels: the commitments of its members by place, then the nodes
 * beside them ({@link siblingsOf}), each of 32 bytes, the highest first. 131 kB and 32 bytes a level
 * for 4 096 members, up to twice as much for the last bucket.
 * @throws {@link GroupPlaceOutOfRangeError} when the group has no such bucket.
 */
export function encodeGroupBucket({
  group,
  bucket,
}: EncodeGroupBucketParameters): Uint8Array<ArrayBuffer> {
  const { size, depth } = group
  const range = bucketRange({ bucket, size })
  const places = [
    ...Array.from({ length: range.end - range.start }, (_, offset) => ({
      level: 0,
      position: range.start + offset,
    })),
    ...siblingsOf({ range, size, depth }),
  ]
  const bytes = new Uint8Array(places.length * NODE_BYTES)
  const view = new DataView(bytes.buffer)
  for (const [index, place] of places.entries()) {
    writeNode(view, index, group.nodeAt(place))
  }
  return bytes
}

/** Writes a node as the `index`th, the highest byte first. */
export function writeNode(view: DataView, index: number, node: bigint): void {
  for (let word = 0; word < 4; word++) {
    view.setBigUint64(index * NODE_BYTES + word * 8, node >> BigInt(192 - 64 * word))
  }
}

/** Returns the `index`th node. */
export function readNode(view: DataView, index: number): bigint {
  let value = 0n
  for (let word = 0; word < 4; word++) {
    value = (value << 64n) | view.getBigUint64(index * NODE_BYTES + word * 8)
  }
  return value
}

/**
 * Returns the nodes that stand in the bytes of a bucket.
 * @throws {@link GroupBucketMalformedError} when they are not `count`.
 * @throws {@link FieldElementOutOfRangeError} when one is not below the scalar field.
 */
export function decodeNodes(bytes: Uint8Array, count: number): bigint[] {
  const expectedBytes = count * NODE_BYTES
  if (bytes.length !== expectedBytes) {
    throw new GroupBucketMalformedError({ bytes: bytes.length, expectedBytes })
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return Array.from({ length: count }, (_, index) => {
    const value = readNode(view, index)
    requireInRange({ name: 'node', value, minimum: 0n, maximum: SNARK_SCALAR_FIELD - 1n })
    return value
  })
}
