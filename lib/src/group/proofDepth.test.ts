import { describe, expect, test } from 'vitest'
import { GroupSizeOutOfRangeError } from '../errors/groupErrors.ts'
import { proofDepth } from './proofDepth.ts'

describe('proofDepth', () => {
  test.each([0, 1, 2 ** 20])('is 20 for %d members', (groupSize) => {
    expect(proofDepth({ groupSize })).toBe(20)
  })

  test.each([2 ** 20 + 1, 2 ** 32])('is 32 for %d members', (groupSize) => {
    expect(proofDepth({ groupSize })).toBe(32)
  })

  test.each([2 ** 32 + 1, -1, 0.5, Number.NaN])('refuses %d members', (groupSize) => {
    expect(() => proofDepth({ groupSize })).toThrow(GroupSizeOutOfRangeError)
  })
})
