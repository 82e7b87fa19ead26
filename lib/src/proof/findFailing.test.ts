import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findFailing } from './findFailing.ts'

/** Finds the bad ones among `count` items, and counts the tests that it took. */
function find(bad: ReadonlySet<number>, count: number, size = count) {
  let tests = 0
  const holds = (start: number, end: number): boolean => {
    tests++
    expect(start).toBeGreaterThanOrEqual(0)
    expect(start).toBeLessThan(end)
    expect(end).toBeLessThanOrEqual(count)
    return ![...bad].some((item) => item >= start && item < end)
  }
  return { found: [...findFailing({ count, size, holds })], tests }
}

describe('findFailing', () => {
  test('finds exactly the bad ones, whichever they are and whatever size it starts with', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 200 }).chain((count) =>
          fc.record({
            count: fc.constant(count),
            size: fc.integer({ min: 1, max: count }),
            bad: fc.uniqueArray(fc.integer({ min: 0, max: count - 1 })),
          }),
        ),
        ({ count, size, bad }) => {
          const { found, tests } = find(new Set(bad), count, size)
          expect(found).toEqual(bad.sort((a, b) => a - b))
          expect(tests).toBeLessThanOrEqual(2 * count + 8)
        },
      ),
    )
  })

  test('takes one test when all are good, and none for nothing', () => {
    expect(find(new Set(), 1_024)).toEqual({ found: [], tests: 1 })
    expect(find(new Set(), 0)).toEqual({ found: [], tests: 0 })
  })

  test('finds one bad among 1 024 with at most 20 tests, wherever it is', () => {
    for (let place = 0; place < 1_024; place++) {
      const { found, tests } = find(new Set([place]), 1_024)
      expect(found).toEqual([place])
      expect(tests).toBeLessThanOrEqual(20)
    }
  })

  test('takes hardly more than a test for each when all are bad', () => {
    const all = new Set(Array.from({ length: 1_024 }, (_, place) => place))
    expect(find(all, 1_024).tests).toBeLessThanOrEqual(1_024 + 64)
    expect(find(all, 1_024, 1).tests).toBe(1_024)
  })
})
