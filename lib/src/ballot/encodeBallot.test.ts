import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { BallotMalformedError, VotesOutOfRangeError } from '../errors/ballotErrors.ts'
import { ballotVectors } from '../testing/vectors.ts'
import { MAX_OPTIONS, MAX_VOTES, MIN_VOTES } from './ballotLimits.ts'
import { decodeBallot } from './decodeBallot.ts'
import { encodeBallot } from './encodeBallot.ts'

const anyVotes = fc.array(fc.integer({ min: MIN_VOTES, max: MAX_VOTES }), {
  minLength: 1,
  maxLength: MAX_OPTIONS,
})

describe('encodeBallot', () => {
  test.each(ballotVectors.ballots)(
    '$name has the words of the shared vector',
    ({ votes, words }) => {
      expect(encodeBallot({ votes })).toEqual(words)
    },
  )

  test('is undone by decodeBallot', () => {
    fc.assert(
      fc.property(anyVotes, (votes) => {
        const words = encodeBallot({ votes })
        expect(decodeBallot({ words, optionCount: votes.length })).toEqual(votes)
      }),
    )
  })

  test('takes 1 to 128 options and no others', () => {
    expect(encodeBallot({ votes: [1] })).toEqual([1n])
    expect(encodeBallot({ votes: new Array(128).fill(0) })).toEqual(new Array(8).fill(0n))
    expect(() => encodeBallot({ votes: [] })).toThrow(BallotMalformedError)
    expect(() => encodeBallot({ votes: new Array(129).fill(0) })).toThrow(BallotMalformedError)
  })

  test.each([MAX_VOTES + 1, MIN_VOTES - 1, 0.5, Number.NaN, Number.POSITIVE_INFINITY])(
    'refuses %d votes and says on which option',
    (vote) => {
      const act = () => encodeBallot({ votes: [0, vote] })
      expect(act).toThrow(VotesOutOfRangeError)
      expect(act).toThrow('option 1')
    },
  )
})
