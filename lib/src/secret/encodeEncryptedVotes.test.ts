import { describe, expect, test } from 'vitest'
import { RequestMalformedError } from '../errors/serverErrors.ts'
import { decodeEncryptedVotes, encodeEncryptedVotes } from './encodeEncryptedVotes.ts'

const encrypted = {
  r: { x: 1n, y: 2n },
  c: [
    { x: 3n, y: 4n },
    { x: 5n, y: 6n },
  ],
}

describe('encodeEncryptedVotes', () => {
  test('gives the words that decodeEncryptedVotes takes', () => {
    const words = encodeEncryptedVotes(encrypted)
    expect(words).toEqual([1n, 2n, 3n, 4n, 5n, 6n])
    expect(decodeEncryptedVotes(words)).toEqual(encrypted)
  })
})

describe('decodeEncryptedVotes', () => {
  test.each([0, 1, 2, 3, 5])('refuses %d words', (count) => {
    expect(() => decodeEncryptedVotes(new Array<bigint>(count).fill(1n))).toThrow(
      RequestMalformedError,
    )
  })
})
