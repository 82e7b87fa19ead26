import { poseidon3 } from 'poseidon-lite/poseidon3'
import { describe, expect, test } from 'vitest'
import {
  BallotMalformedError,
  FieldElementOutOfRangeError,
  VoiceCreditsExceededError,
  VotesOutOfRangeError,
} from '../errors/ballotErrors.ts'
import { RequestMalformedError } from '../errors/serverErrors.ts'
import { babyJubjubVectors } from '../testing/vectors.ts'
import { BABYJUBJUB_ORDER } from './babyJubjub.ts'
import { toCurvePoint } from './CurvePoint.ts'
import { addEncryptedVotes, subtractEncryptedVotes } from './EncryptedVotes.ts'
import { encodeVotes } from './encodeVotes.ts'
import { encryptVotes } from './encryptVotes.ts'
import { generateDecryptionPoints } from './generateDecryptionPoints.ts'
import { keysHash, keysHashes } from './keysHash.ts'
import { optionClass } from './optionClass.ts'
import { addPoints, modOrder, multiplyPoint, subtractPoints } from './pointArithmetic.ts'

const base = toCurvePoint(babyJubjubVectors.basePoint)
const secrets = [11n, 22n, 33n, 44n]
const keys = secrets.map((scalar) => multiplyPoint({ point: base, scalar }))
const identity = { x: 0n, y: 1n }

describe('encryptVotes', () => {
  test('hides votes behind multiples of the keys, one for each option, and pads the class', () => {
    const votes = [3, -4, 0]
    const { encrypted, randomness } = encryptVotes({ votes, keys, voiceCredits: 25 })
    expect(encrypted.r).toEqual(multiplyPoint({ point: base, scalar: randomness }))
    expect(encrypted.c).toHaveLength(4)
    expect(encrypted.c[3]).toEqual(identity)
    const opened = encrypted.c
      .slice(0, 3)
      .map((point, option) =>
        subtractPoints(point, multiplyPoint({ point: encrypted.r, scalar: secrets[option] ?? 0n })),
      )
    expect(opened).toEqual(
      encodeVotes(votes).map((scalar) => multiplyPoint({ point: base, scalar })),
    )
  })

  test('uses the randomness that is given, and otherwise another one each time', () => {
    const ballot = { votes: [1, 2], keys, voiceCredits: 100 }
    const given = encryptVotes({ ...ballot, randomness: BABYJUBJUB_ORDER - 1n })
    expect(given.encrypted.r).toEqual(subtractPoints(toCurvePoint(identity), base))
    expect(encryptVotes(ballot).randomness).not.toBe(encryptVotes(ballot).randomness)
    expect(() => encryptVotes({ ...ballot, randomness: BABYJUBJUB_ORDER })).toThrow(
      FieldElementOutOfRangeError,
    )
  })

  test.each([
    [[3, 4], 24, VoiceCreditsExceededError],
    [[256], 65_535, VoiceCreditsExceededError],
    [[0.5], 100, VotesOutOfRangeError],
    [[], 100, BallotMalformedError],
    [Array.from({ length: 17 }, () => 0), 100, RequestMalformedError],
    [[0, 0, 0, 0, 0], 100, RequestMalformedError],
  ])('refuses the votes %j for %d credits', (votes, voiceCredits, error) => {
    expect(() => encryptVotes({ votes, keys, voiceCredits })).toThrow(error)
  })
})

describe('encrypted votes', () => {
  const [one, two, other] = [
    [1, -2],
    [3, 4],
    [1, 1, 1],
  ].map((votes) => encryptVotes({ votes, keys, voiceCredits: 100, randomness: 5n }).encrypted)
  if (!one || !two || !other) throw new Error('There are three.')

  test('add up and are taken away point by point', () => {
    const sums = addEncryptedVotes(one, two)
    expect(sums).toEqual({
      r: addPoints(one.r, two.r),
      c: one.c.map((point, index) => addPoints(point, toCurvePoint(two.c[index] ?? identity))),
    })
    expect(subtractEncryptedVotes({ from: sums, taken: two })).toEqual(one)
  })

  test('are added up in one class', () => {
    expect(() => addEncryptedVotes(one, other)).toThrow(RequestMalformedError)
    expect(() => subtractEncryptedVotes({ from: one, taken: other })).toThrow(RequestMalformedError)
    expect(() => addEncryptedVotes()).toThrow(RequestMalformedError)
  })

  test('are decrypted for options that there are', () => {
    const share = { r: one.r, secretShares: [7n, modOrder(-7n)] }
    const [first, second] = generateDecryptionPoints({ ...share, optionCount: 2 })
    expect(addPoints(...[first, second].flatMap((point) => point ?? []))).toEqual(identity)
    for (const optionCount of [0, 3, 1.5]) {
      expect(() => generateDecryptionPoints({ ...share, optionCount })).toThrow(
        RequestMalformedError,
      )
    }
  })
})

describe('encodeVotes', () => {
  test('keeps votes for and against apart', () => {
    expect(encodeVotes([255, 0, -255])).toEqual([255n, 0n, 255n << 32n])
  })
})

describe('keysHash', () => {
  test('folds the keys by Poseidon', () => {
    const [first, second] = keys
    const once = poseidon3([0n, first?.x ?? 0n, first?.y ?? 0n])
    expect(keysHash(keys.slice(0, 2))).toBe(poseidon3([once, second?.x ?? 0n, second?.y ?? 0n]))
    expect(keysHash([])).toBe(0n)
    expect([...keysHashes(keys)]).toEqual([
      [2, keysHash(keys.slice(0, 2))],
      [4, keysHash(keys)],
    ])
  })
})

describe('optionClass', () => {
  test.each([
    [1, 2],
    [2, 2],
    [3, 4],
    [5, 8],
    [8, 8],
    [9, 16],
    [16, 16],
  ])('of %d options is %d', (options, size) => {
    expect(optionClass(options)).toBe(size)
  })

  test.each([0, 17, 1.5, Number.NaN])('is none for %d options', (options) => {
    expect(() => optionClass(options)).toThrow(RequestMalformedError)
  })
})
