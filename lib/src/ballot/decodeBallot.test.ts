import { describe, expect, test } from 'vitest'
import { BallotMalformedError } from '../errors/ballotErrors.ts'
import { ballotVectors } from '../testing/vectors.ts'
import { decodeBallot } from './decodeBallot.ts'

describe('decodeBallot', () => {
  test.each(ballotVectors.ballots)(
    '$name has the votes of the shared vector',
    ({ votes, words }) => {
      expect(decodeBallot({ words: words, optionCount: votes.length })).toEqual(votes)
    },
  )

  test.each(ballotVectors.malformed)('refuses $name', ({ words, optionCount }) => {
    expect(() => decodeBallot({ words: words, optionCount })).toThrow(BallotMalformedError)
  })

  test.each([-1n, 1n << 256n])('refuses the word %d, which is no uint256', (word) => {
    expect(() => decodeBallot({ words: [word], optionCount: 16 })).toThrow(BallotMalformedError)
  })

  test.each([0, 129, 1.5, -1])('refuses a proposal of %d options', (optionCount) => {
    expect(() => decodeBallot({ words: [0n], optionCount })).toThrow(BallotMalformedError)
  })
})
