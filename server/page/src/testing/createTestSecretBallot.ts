import type { WireSecretBallot } from '@psephos/lib'

/** Returns a secret ballot of nullifier 5 that encrypts nothing, and whose proof nobody verifies. */
export function createTestSecretBallot(
  change: Partial<Pick<WireSecretBallot, 'revision' | 'encrypted'>> = {},
): WireSecretBallot {
  return {
    revision: 0,
    encrypted: { r: { x: 1n, y: 2n }, c: [{ x: 3n, y: 4n }] },
    proof: {
      merkleTreeDepth: 20,
      merkleTreeRoot: 1n,
      nullifier: 5n,
      scope: 3n,
      points: [0n, 0n, 0n, 0n, 0n, 0n, 0n, 0n],
    },
    ...change,
  }
}
