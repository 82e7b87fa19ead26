import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { FieldElementOutOfRangeError } from '../errors/ballotErrors.ts'
import {
  GroupBucketMalformedError,
  GroupPlaceOutOfRangeError,
  GroupRootMismatchError,
} from '../errors/groupErrors.ts'
import { PsephosError } from '../errors/PsephosError.ts'
import { SNARK_SCALAR_FIELD } from '../field/snarkScalarField.ts'
import { TRIES } from '../testing/arbitraries.ts'
import { encodeGroupBucket } from './encodeGroupBucket.ts'
import { Group } from './Group.ts'
import { GroupBucket } from './GroupBucket.ts'
import { bucketOf, bucketRange, countBuckets } from './groupBuckets.ts'

const count = (size: number): bigint[] => Array.from({ length: size }, (_, i) => BigInt(i + 1))
const group = new Group(count(13_001))
const { size, root } = group
const electorate = { size, root }
const read = (bucket: number): GroupBucket =>
  new GroupBucket({ bytes: encodeGroupBucket({ group, bucket }), bucket, electorate })

describe('buckets', () => {
  test.each([
    [1, 1],
    [4_096, 1],
    [8_191, 1],
    [8_192, 2],
    [1_000_000, 244],
  ])('of a group of %i are %i', (size, buckets) => {
    expect(countBuckets(size)).toBe(buckets)
    const ranges = Array.from({ length: buckets }, (_, bucket) => bucketRange({ bucket, size }))
    expect(ranges[0]?.start).toBe(0)
    expect(ranges.at(-1)?.end).toBe(size)
    for (const [bucket, { start, end }] of ranges.entries()) {
      expect(end - start).toBeGreaterThanOrEqual(Math.min(size, 4_096))
      for (const index of [start, end - 1]) expect(bucketOf({ index, size })).toBe(bucket)
    }
  })

  test.each([-1, 0.5, 13_001, Number.NaN])('have no member at %d of 13 001', (index) => {
    expect(() => bucketOf({ index, size })).toThrow(GroupPlaceOutOfRangeError)
  })

  test.each([-1, 0.5, 3, Number.NaN])('are not numbered %d where there are 3', (bucket) => {
    expect(() => bucketRange({ bucket, size })).toThrow(GroupPlaceOutOfRangeError)
  })

  test('of a group of a million are at most 160 kB', () => {
    const size = 1_000_000
    for (const bucket of [0, 1, 100, 243]) {
      const { start, end } = bucketRange({ bucket, size })
      expect((end - start + 20) * 32).toBeLessThanOrEqual(160_000)
    }
  })
})

describe('GroupBucket', () => {
  test.each([0, 1, 2])('number %i proves what the whole group proves', (bucket) => {
    const part = read(bucket)
    expect(part).toMatchObject({ size, root, depth: 20 })
    const { start, end } = part.range
    for (const index of [start, start + 1, start + 77, end - 2, end - 1]) {
      expect(part.generateMerkleProof(index)).toEqual(group.generateMerkleProof(index))
      expect(part.indexOf(BigInt(index + 1))).toBe(index)
    }
  })

  test.each([1, 2, 3, 4_095, 4_097, 8_193])('is all of a group of %i, or its end', (size) => {
    const whole = new Group(count(size))
    const bucket = countBuckets(size) - 1
    const part = new GroupBucket({
      bytes: encodeGroupBucket({ group: whole, bucket }),
      bucket,
      electorate: whole,
    })
    expect(part.generateMerkleProof(size - 1)).toEqual(whole.generateMerkleProof(size - 1))
  })

  test('knows nobody of another bucket', () => {
    const part = read(1)
    for (const index of [0, 4_095, 8_192, 13_000, 13_001, -1]) {
      expect(part.indexOf(BigInt(index + 1))).toBe(-1)
      expect(() => part.generateMerkleProof(index)).toThrow(GroupPlaceOutOfRangeError)
    }
  })

  test('does not take a node beside it for a member', () => {
    const members = count(8_192)
    const whole = new Group(members)
    const part = new GroupBucket({
      bytes: encodeGroupBucket({ group: whole, bucket: 1 }),
      bucket: 1,
      electorate: whole,
    })
    expect(part.indexOf(whole.nodeAt({ level: 12, position: 0 }))).toBe(-1)
  })

  test.each([
    ['a member exchanged', 5 * 32 + 31],
    ['a node beside them exchanged', -1],
  ])('catches a server that gives %s', (_, place) => {
    const bytes = encodeGroupBucket({ group, bucket: 1 })
    const at = (place + bytes.length) % bytes.length
    bytes[at] = (bytes[at] as number) ^ 1
    const act = () => new GroupBucket({ bytes, bucket: 1, electorate })
    expect(act).toThrow(GroupRootMismatchError)
  })

  test('catches a server that gives another bucket, or another group', () => {
    const bytes = encodeGroupBucket({ group, bucket: 0 })
    expect(() => new GroupBucket({ bytes, bucket: 1, electorate })).toThrow(GroupRootMismatchError)
    const other = { size, root: root + 1n }
    const act = () => new GroupBucket({ bytes, bucket: 0, electorate: other })
    expect(act).toThrow(GroupRootMismatchError)
  })

  test.each([0, 31, 4_096 * 32, 4_096 * 32 + 33])('refuses %i bytes', (length) => {
    const bytes = new Uint8Array(length)
    const act = () => new GroupBucket({ bytes, bucket: 0, electorate })
    expect(act).toThrow(GroupBucketMalformedError)
  })

  test('refuses nodes that are not below the field, and members that are 0', () => {
    const bytes = encodeGroupBucket({ group, bucket: 0 })
    const withWord = (value: bigint, place: number): Uint8Array => {
      const hex = value.toString(16).padStart(64, '0')
      const altered = bytes.slice()
      altered.set(Buffer.from(hex, 'hex'), place)
      return altered
    }
    const last = bytes.length - 32
    const sibling = group.nodeAt({ level: 13, position: 1 })
    for (const altered of [
      withWord(0n, 0),
      withWord(SNARK_SCALAR_FIELD, 32),
      withWord(sibling + SNARK_SCALAR_FIELD, last),
    ]) {
      const act = () => new GroupBucket({ bytes: altered, bucket: 0, electorate })
      expect(act).toThrow(FieldElementOutOfRangeError)
    }
  })
})

describe('the bytes of a bucket', () => {
  const small = new Group([1n, 2n, 3n])
  const whole = encodeGroupBucket({ group: small, bucket: 0 })
  const readBytes = (bytes: Uint8Array): unknown => {
    try {
      return new GroupBucket({ bytes, bucket: 0, electorate: small })
    } catch (error) {
      return error
    }
  }

  test('are refused when they are arbitrary', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(readBytes(bytes)).toBeInstanceOf(PsephosError)
      }),
      TRIES,
    )
  })

  test('are refused when one of them is changed', () => {
    const places = fc.nat(whole.length - 1)
    fc.assert(
      fc.property(places, fc.integer({ min: 1, max: 255 }), (at, flipped) => {
        const bytes = whole.slice()
        bytes[at] = (bytes[at] as number) ^ flipped
        expect(readBytes(bytes)).toBeInstanceOf(PsephosError)
      }),
      // Each hashes a tree, however small.
      { numRuns: 1_000 },
    )
    expect(readBytes(whole)).toBeInstanceOf(GroupBucket)
  })
})
