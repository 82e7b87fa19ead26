import { describe, expect, test } from 'vitest'
import { affordableVotes, ballotSum } from './ballotSum.ts'

describe('ballotSum', () => {
  test('adds up squares, for and against alike', () => {
    expect(ballotSum([3, -4, 0], 100)).toEqual({ cost: 25, left: 75, isAbstention: false })
  })

  test('takes an empty field for nothing', () => {
    expect(ballotSum([null, 0], 100)).toEqual({ cost: 0, left: 100, isAbstention: true })
  })
})

describe('affordableVotes', () => {
  test('is what all credits pay for while nothing is spent', () => {
    expect(affordableVotes([0, 0], 0, 100)).toBe(10)
    expect(affordableVotes([0], 0, 65_535)).toBe(255)
  })

  test('counts what the option has already as free for it', () => {
    expect(affordableVotes([6, 8], 0, 100)).toBe(6)
    expect(affordableVotes([6, 7], 0, 100)).toBe(7)
    expect(affordableVotes([-6, null], 1, 100)).toBe(8)
  })

  test('is none where the others cost too much already', () => {
    expect(affordableVotes([0, 11], 0, 100)).toBe(0)
  })
})
