import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ballotCost } from '../ballot/ballotCost.ts'
import { encodeBallot } from '../ballot/encodeBallot.ts'
import { BallotMalformedError, VoiceCreditsExceededError } from '../errors/ballotErrors.ts'
import { tallyVectors } from '../testing/vectors.ts'
import { type TalliedBallot, tallyBallots } from './tallyBallots.ts'

const rules = {
  optionCount: 3,
  voiceCredits: 300,
  groupSize: 20,
  quorumNumerator: 40,
  quorumDenominator: 100,
  maxWinners: 0,
}

const anyBallot = fc
  .record({
    nullifier: fc.bigInt({ min: 0n, max: 20n }),
    revision: fc.integer({ min: 0, max: 3 }),
    votes: fc.array(fc.integer({ min: -10, max: 10 }), { minLength: 3, maxLength: 3 }),
  })
  .map(({ votes, ...rest }) => ({ ...rest, votes, words: encodeBallot({ votes }) }))
/** Ballots as a chain holds them: one for each revision of each nullifier. */
const anyBallots = fc.uniqueArray(anyBallot, {
  maxLength: 60,
  selector: ({ nullifier, revision }) => `${nullifier}/${revision}`,
})

function cast(nullifier: bigint, votes: number[], revision = 0): TalliedBallot {
  return { nullifier, revision, words: encodeBallot({ votes }) }
}

describe('tallyBallots', () => {
  test.each(tallyVectors.tallies)('$name comes out as in the shared vector', (vector) => {
    const ballots = vector.ballots.map(({ nullifier, revision, votes }) =>
      cast(BigInt(nullifier), votes, revision),
    )
    const tally = tallyBallots({ ...vector, ballots })
    expect({ ...tally, options: undefined }).toEqual({
      voters: vector.voters,
      quorum: vector.quorum,
      quorumReached: vector.quorumReached,
      succeeded: vector.succeeded,
    })
    expect(tally.options.map(({ votesFor }) => votesFor)).toEqual(vector.votesFor)
    expect(tally.options.map(({ votesAgainst }) => votesAgainst)).toEqual(vector.votesAgainst)
    expect(tally.options.map(({ creditsSpent }) => creditsSpent)).toEqual(vector.creditsSpent)
    expect(tally.options.map(({ passes }) => passes)).toEqual(vector.passes)
  })

  test("counts MACI's 299 voice credits", () => {
    const [vector] = tallyVectors.tallies
    const spent = vector?.creditsSpent.reduce((sum, credits) => sum + credits, 0n)
    expect(spent).toBe(299n)
  })

  test('does not depend on the order of ballots', () => {
    fc.assert(
      fc.property(anyBallots, fc.integer({ min: 0, max: 3 }), (ballots, maxWinners) => {
        const tally = tallyBallots({ ...rules, maxWinners, ballots })
        const reversed = tallyBallots({ ...rules, maxWinners, ballots: [...ballots].reverse() })
        expect(reversed).toEqual(tally)
      }),
    )
  })

  test("counts each nullifier's last ballot and nothing else", () => {
    fc.assert(
      fc.property(anyBallots, (ballots) => {
        const last = [...Map.groupBy(ballots, ({ nullifier }) => nullifier).values()].map((own) =>
          own.reduce((a, b) => (b.revision > a.revision ? b : a)),
        )
        const tally = tallyBallots({ ...rules, ballots })
        const sum = (of: (votes: number[]) => number) =>
          last.reduce((total, { votes }) => total + of(votes), 0)
        expect(tally.voters).toBe(last.length)
        for (const [option, { votesFor, votesAgainst }] of tally.options.entries()) {
          expect(Number(votesFor - votesAgainst)).toBe(sum((votes) => votes[option] ?? 0))
          expect(Number(votesFor + votesAgainst)).toBe(sum((votes) => Math.abs(votes[option] ?? 0)))
        }
        const spent = tally.options.reduce((total, { creditsSpent }) => total + creditsSpent, 0n)
        expect(Number(spent)).toBe(sum((votes) => ballotCost({ votes, voiceCredits: 300 })))
      }),
    )
  })

  test('passes at most k options, all of them approved and none beaten by one left out', () => {
    fc.assert(
      fc.property(anyBallots, fc.integer({ min: 1, max: 3 }), (ballots, maxWinners) => {
        const { options, quorumReached } = tallyBallots({ ...rules, maxWinners, ballots })
        const margin = (option: (typeof options)[number]) => option.votesFor - option.votesAgainst
        const winners = options.filter(({ passes }) => passes)
        const approved = options.filter((option) => margin(option) > 0n)
        expect(winners.length).toBe(quorumReached ? Math.min(maxWinners, approved.length) : 0)
        for (const winner of winners) {
          expect(margin(winner)).toBeGreaterThan(0n)
          for (const loser of quorumReached ? options.filter(({ passes }) => !passes) : []) {
            expect(margin(loser)).toBeLessThanOrEqual(margin(winner))
          }
        }
      }),
    )
  })

  test('keeps the first of two ballots with the same revision', () => {
    const ballots = [cast(1n, [1, 0, 0]), cast(1n, [0, 1, 0])]
    expect(tallyBallots({ ...rules, ballots }).options.map(({ votesFor }) => votesFor)).toEqual([
      1n,
      0n,
      0n,
    ])
  })

  test('refuses a ballot of another number of options', () => {
    const ballots = [cast(1n, [0, 0, 0, 1])]
    expect(() => tallyBallots({ ...rules, ballots })).toThrow(BallotMalformedError)
  })

  test('refuses a ballot over budget', () => {
    const ballots = [cast(1n, [17, 4, 0])]
    expect(() => tallyBallots({ ...rules, ballots })).toThrow(VoiceCreditsExceededError)
  })
})
