import { describe, expect, test } from 'vitest'
import vectors from '../../../test/vectors/ballots.json' with { type: 'json' }
import { BallotMalformedError } from '../errors/ballotErrors.ts'
import { ballotMessage } from './ballotMessage.ts'

describe('ballotMessage', () => {
  test.each(vectors.ballots)('$name has the message of the shared vector', (vector) => {
    const words = vector.words.map(BigInt)
    expect(ballotMessage({ revision: vector.revision, words })).toBe(BigInt(vector.message))
  })

  test.each([-1, 65_536, 0.5])('refuses revision %d', (revision) => {
    expect(() => ballotMessage({ revision, words: [0n] })).toThrow(BallotMalformedError)
  })
})
