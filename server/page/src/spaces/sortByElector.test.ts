import { describe, expect, test } from 'vitest'
import type { Elector } from '../identity/findElector.ts'
import { isShut, sortByElector } from './sortByElector.ts'

const electorate = { root: 1n, depth: 2, size: 3, proofDepth: 20 }
const elector: Elector = {
  may: true,
  index: 1,
  identity: {
    version: 2,
    kind: 'wallet',
    commitment: 11n,
    index: 1,
    worldIdRequest: null,
    worldIdResult: null,
  },
}
const shut = (reason: 'notEnrolled' | 'enrolledLate' | 'replaced'): Elector => ({
  may: false,
  reason,
})

describe('isShut', () => {
  test('says so of a list without the member, whether too early or of another identity', () => {
    for (const reason of ['enrolledLate', 'replaced'] as const) {
      expect(isShut({ proposal: { electorate }, elector: shut(reason) })).toBe(true)
    }
    expect(isShut({ proposal: { electorate }, elector })).toBe(false)
  })

  test('does not say so of a list that is not taken, nor to those who never enrolled', () => {
    const late = shut('enrolledLate')
    expect(isShut({ proposal: { electorate: null }, elector: late })).toBe(false)
    expect(isShut({ proposal: { electorate }, elector: shut('notEnrolled') })).toBe(false)
  })
})

test('sortByElector shows first what one may vote on, and keeps the order else', () => {
  const found = [shut('enrolledLate'), elector, shut('replaced'), elector].map((each, place) => ({
    place,
    proposal: { electorate },
    elector: each,
  }))
  expect(sortByElector(found).map(({ place }) => place)).toEqual([1, 3, 0, 2])
})
