import { describe, expect, test } from 'vitest'
import {
  areSecretOptionsPossible,
  listSecretCounts,
  type SecretBallots,
} from './listSecretCounts.ts'

const counts = (secretBallots: SecretBallots) =>
  Array.from({ length: 17 }, (_, count) => count).filter((count) =>
    areSecretOptionsPossible(count, secretBallots),
  )

describe('listSecretCounts', () => {
  test('joins classes that follow each other', () => {
    expect(listSecretCounts({ classes: [2, 4, 16], capacity: 16 })).toBe('1–4, 9–16')
    expect(listSecretCounts({ classes: [4], capacity: 16 })).toBe('3–4')
    expect(listSecretCounts({ classes: [], capacity: 16 })).toBe('')
  })

  test('goes no further than the committee has keys', () => {
    expect(listSecretCounts({ classes: [2, 4, 8, 16], capacity: 4 })).toBe('1–4')
  })

  test('tells whether a number of options is among them', () => {
    expect(counts({ classes: [2, 4], capacity: 4 })).toEqual([1, 2, 3, 4])
    expect(counts({ classes: [4], capacity: 4 })).toEqual([3, 4])
  })
})
