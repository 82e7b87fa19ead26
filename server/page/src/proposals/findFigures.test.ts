import { wireResults } from '@psephos/lib'
import { describe, expect, test } from 'vitest'
import { findFigures } from './findFigures.ts'

const option = (creditsSpent: bigint) => ({ votesFor: 0n, votesAgainst: 0n, creditsSpent })
const proposal = {
  settled: { ballots: 2, options: [option(9n), option(4n)], passing: [true, false], quorum: 3 },
  received: 5,
  electorate: { root: 1n, size: 10, proofDepth: 20 },
}
const tally = (voters: number) => ({
  voters,
  turnout: 0,
  options: [{ votesFor: '1', votesAgainst: '0', creditsSpent: '1' }],
})
const results = (received: number, settled: number) =>
  wireResults.parse({
    proposal: '1',
    state: 'active',
    electorate: 12,
    quorum: 4,
    indexed: settled,
    received: { ...tally(received), until: 60 },
    settled: { ...tally(settled), passing: [true] },
    decryption: null,
  })

describe('findFigures', () => {
  test('takes those of the proposal until there are results', () => {
    expect(findFigures(proposal, null)).toMatchObject({
      received: 5,
      waiting: 3,
      settled: { voters: 2, passing: [true, false] },
      creditsSpent: 13,
      electorate: 10,
      quorum: 3,
    })
  })

  test('takes the results as soon as there are some', () => {
    expect(findFigures(proposal, results(8, 6))).toMatchObject({
      received: 8,
      waiting: 2,
      settled: { voters: 6 },
      creditsSpent: 1,
      electorate: 12,
      quorum: 4,
    })
  })

  test('never shows fewer received than counted', () => {
    expect(findFigures(proposal, results(0, 6))).toMatchObject({ received: 6, waiting: 0 })
  })

  test('knows neither electorate nor quorum before voting opens', () => {
    const pending = { ...proposal, electorate: null }
    expect(findFigures(pending, null)).toMatchObject({ electorate: null, quorum: null })
  })
})
