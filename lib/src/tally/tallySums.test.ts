import { describe, expect, test } from 'vitest'
import { tallySums } from './tallySums.ts'

const sum = (votesFor: bigint, votesAgainst: bigint) => ({
  votesFor,
  votesAgainst,
  creditsSpent: 0n,
})
const sums = [sum(9n, 1n), sum(2n, 2n), sum(14n, 6n), sum(0n, 3n)]
const rules = { groupSize: 10, quorumNumerator: 3_000, quorumDenominator: 10_000 }

const passing = (voters: number, maxWinners: number) =>
  tallySums({ voters, sums, maxWinners, ...rules }).options.map(({ passes }) => passes)

// What follows from ballots, and so from their sums, tallyBallots.test.ts shows by vectors.
describe('tallySums', () => {
  test('lets pass what has more votes for than against, once enough people voted', () => {
    expect(passing(3, 0)).toEqual([true, false, true, false])
    expect(passing(2, 0)).toEqual([false, false, false, false])
  })

  test('lets the lower of two options pass where one may', () => {
    expect(passing(3, 1)).toEqual([true, false, false, false])
  })

  test('says how many have to vote, and whether anything passes', () => {
    const tally = tallySums({ voters: 3, sums: sums.slice(3), maxWinners: 0, ...rules })
    expect(tally).toMatchObject({ quorum: 3, quorumReached: true, succeeded: false })
  })
})
