import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  BallotMalformedError,
  VoiceCreditsExceededError,
  VotesOutOfRangeError,
} from '../errors/ballotErrors.ts'
import { ballotVectors } from '../testing/vectors.ts'
import { ballotCost } from './ballotCost.ts'
import { MAX_OPTIONS } from './ballotLimits.ts'

describe('ballotCost', () => {
  test.each(ballotVectors.ballots)('$name has the cost of the shared vector', ({ votes, cost }) => {
    expect(ballotCost({ votes, voiceCredits: cost })).toBe(cost)
  })

  test('allows exactly the voice credits and not one more', () => {
    expect(ballotCost({ votes: [3, -4], voiceCredits: 25 })).toBe(25)
    const act = () => ballotCost({ votes: [3, -4], voiceCredits: 24 })
    expect(act).toThrow(VoiceCreditsExceededError)
    expect(act).toThrow('costs 25 voice credits, but the proposal gives 24')
  })

  test('does not depend on the sign of votes', () => {
    const votes = fc.array(fc.integer({ min: -100, max: 100 }), {
      minLength: 1,
      maxLength: MAX_OPTIONS,
    })
    fc.assert(
      fc.property(votes, (some) => {
        const voiceCredits = Number.MAX_SAFE_INTEGER
        const opposite = some.map((vote) => -vote)
        expect(ballotCost({ votes: opposite, voiceCredits })).toBe(
          ballotCost({ votes: some, voiceCredits }),
        )
      }),
    )
  })

  test('refuses votes that are no int16 and a ballot without options', () => {
    expect(() => ballotCost({ votes: [0.5], voiceCredits: 1 })).toThrow(VotesOutOfRangeError)
    expect(() => ballotCost({ votes: [], voiceCredits: 1 })).toThrow(BallotMalformedError)
  })
})
