import { describe, expect, test } from 'vitest'
import { limitVotes } from './limitVotes.ts'

describe('limitVotes', () => {
  test.each([
    [3, 10, 3],
    [-3, 10, -3],
    [15, 10, 10],
    [-15, 10, -10],
    [3.5, 10, 4],
    [-3.5, 10, -4],
    [5, 0, 0],
  ])('takes of %d, with %d affordable, %d', (entered, affordable, taken) => {
    expect(limitVotes(entered, affordable)).toBe(taken)
  })

  test.each([
    [-0, 10],
    [-0.2, 10],
    [-5, 0],
  ])('takes no minus zero of %d', (entered, affordable) => {
    expect(Object.is(limitVotes(entered, affordable), 0)).toBe(true)
  })
})
