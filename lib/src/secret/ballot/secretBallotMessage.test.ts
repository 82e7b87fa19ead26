import { describe, expect, test } from 'vitest'
import { BallotMalformedError } from '../../errors/ballotErrors.ts'
import { keccak } from '../../hash/keccak.ts'
import { toWord } from '../../hash/toWord.ts'
import { secretBallotMessage } from './secretBallotMessage.ts'

const encrypted = { r: { x: 1n, y: 2n }, c: [{ x: 3n, y: 4n }] }

// That the ballot box says the same is shown in test/contracts/secretElection.test.ts.
describe('secretBallotMessage', () => {
  test('is the hash of two bytes of revision and the points’ words, without its last byte', () => {
    const words = [1n, 2n, 3n, 4n].map(toWord)
    expect(secretBallotMessage({ revision: 258, encrypted })).toBe(
      keccak(Uint8Array.of(1, 2), ...words) >> 8n,
    )
  })

  test.each([-1, 65_536, 0.5])('refuses revision %d', (revision) => {
    expect(() => secretBallotMessage({ revision, encrypted })).toThrow(BallotMalformedError)
  })
})
