import { describe, expect, test } from 'vitest'
import { type WireSecretBallot, wireSecretBallot } from '../../wire/secretBallot.ts'
import { toWireSecretBallot } from './toWireSecretBallot.ts'

const large = (1n << 256n) - 1n
const ballot: WireSecretBallot = {
  revision: 65_535,
  encrypted: { r: { x: large, y: 0n }, c: [{ x: 1n, y: large }] },
  proof: {
    merkleTreeDepth: 32,
    merkleTreeRoot: 0n,
    nullifier: 1n,
    scope: large,
    points: [2n, 3n, 4n, 5n, 6n, 7n, 8n, large],
  },
}

describe('toWireSecretBallot', () => {
  test('survives JSON', () => {
    const sent: unknown = JSON.parse(JSON.stringify(toWireSecretBallot(ballot)))
    expect(wireSecretBallot.parse(sent)).toEqual(ballot)
  })
})
