import { expect, test } from 'vitest'
import { isTooLateFor } from './isTooLateFor.ts'

const proposal = (size: number | null) => ({
  electorate: size === null ? null : { root: 1n, depth: 2, size, proofDepth: 20 },
})

test('isTooLateFor says so when every list of voters was taken before the member enrolled', () => {
  expect(isTooLateFor([proposal(3), proposal(2)], 3)).toBe(true)
})

test('isTooLateFor knows of a list with the member, and of one that is not taken yet', () => {
  expect(isTooLateFor([proposal(3), proposal(4)], 3)).toBe(false)
  expect(isTooLateFor([proposal(3), proposal(null)], 3)).toBe(false)
})
