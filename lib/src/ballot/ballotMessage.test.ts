import { describe, expect, test } from 'vitest'
import { BallotMalformedError } from '../errors/ballotErrors.ts'
import { ballotVectors } from '../testing/vectors.ts'
import { ballotMessage } from './ballotMessage.ts'

describe('ballotMessage', () => {
  test.each(ballotVectors.ballots)('$name has the message of the shared vector', (vector) => {
    const words = vector.words
    expect(ballotMessage({ revision: vector.revision, words })).toBe(vector.message)
  })

  test.each([-1, 65_536, 0.5])('refuses revision %d', (revision) => {
    expect(() => ballotMessage({ revision, words: [0n] })).toThrow(BallotMalformedError)
  })
})
