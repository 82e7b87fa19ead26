import { GroupPlaceOutOfRangeError } from '../errors/groupErrors.ts'

/** The fewest members among whom somebody who asks for a bucket hides, unless the group has fewer. */
export const BUCKET_SIZE = 4_096

/** The members of a bucket by their places: from `start` to before `end`. */
export type BucketRange = { start: number; end: number }

/**
 * Returns how many buckets a group of `size` members has: one for each 4 096, the last of which
 * holds the rest as well, so that nobody is ever asked for among fewer.
 */
export function countBuckets(size: number): number {
  return Math.max(1, Math.floor(size / BUCKET_SIZE))
}

/**
 * Returns the number of the bucket in which a member is, from 0.
 * @throws {@link GroupPlaceOutOfRangeError} when the group has no such place.
 * @example
 * bucketOf({ index: 5_000, size: 10_000 }) // 1
 */
export function bucketOf({ index, size }: { index: number; size: number }): number {
  if (!Number.isInteger(index) || index < 0 || index >= size) {
    throw new GroupPlaceOutOfRangeError({ of: 'member', place: index, count: size })
  }
  return Math.min(Math.floor(index / BUCKET_SIZE), countBuckets(size) - 1)
}

/**
 * Returns the places of a bucket's members.
 * @throws {@link GroupPlaceOutOfRangeError} when the group has no such bucket.
 * @example
 * bucketRange({ bucket: 1, size: 10_000 }) // { start: 4_096, end: 10_000 }
 */
export function bucketRange({ bucket, size }: { bucket: number; size: number }): BucketRange {
  const count = countBuckets(size)
  if (!Number.isInteger(bucket) || bucket < 0 || bucket >= count) {
    throw new GroupPlaceOutOfRangeError({ of: 'bucket', place: bucket, count })
  }
  const start = bucket * BUCKET_SIZE
  return { start, end: bucket === count - 1 ? size : start + BUCKET_SIZE }
}

/** A node of the tree: its level, leaves at 0, and its place there. */
export type NodePlace = { level: number; position: number }

/**
 * Returns the nodes beside a range of leaves that one must know to climb from it to the root, from
 * the leaves up and from left to right. Nodes that the tree does not have are left out.
 */
export function siblingsOf({
  range,
  size,
  depth,
}: {
  range: BucketRange
  size: number
  depth: number
}): NodePlace[] {
  const places: NodePlace[] = []
  let [start, end, width] = [range.start, range.end, size]
  for (let level = 0; level < depth; level++) {
    if (start % 2 === 1) places.push({ level, position: start - 1 })
    if (end % 2 === 1 && end < width) places.push({ level, position: end })
    start = Math.floor(start / 2)
    end = Math.ceil(end / 2)
    width = Math.ceil(width / 2)
  }
  return places
}
