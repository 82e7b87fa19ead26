import { describe, expect, test } from 'vitest'
import { type WireBallot, wireBallot } from '../wire/ballot.ts'
import { toWireBallot } from './toWireBallot.ts'

const large = (1n << 256n) - 1n
const ballot: WireBallot = {
  revision: 65_535,
  votes: [32_767, -32_768],
  proof: {
    merkleTreeDepth: 32,
    merkleTreeRoot: 0n,
    nullifier: 1n,
    message: large,
    scope: large - 1n,
    points: [2n, 3n, 4n, 5n, 6n, 7n, 8n, 9n],
  },
}

describe('toWireBallot', () => {
  test('survives JSON', () => {
    expect(wireBallot.parse(JSON.parse(JSON.stringify(toWireBallot(ballot))))).toEqual(ballot)
  })

  test('writes large numbers as decimal text', () => {
    expect(toWireBallot(ballot).proof.message).toBe(String(large))
    expect(toWireBallot(ballot).proof.points).toEqual(['2', '3', '4', '5', '6', '7', '8', '9'])
  })
})
