import type { WireBallot } from '@psephos/lib'

/** Returns a ballot of nullifier 5 whose proof nobody verifies; `change` says what else is wanted of it. */
export function createTestBallot(
  change: Partial<Pick<WireBallot, 'revision' | 'votes'>> = {},
): WireBallot {
  return {
    revision: 0,
    votes: [3, -4],
    proof: {
      merkleTreeDepth: 20,
      merkleTreeRoot: 1n,
      nullifier: 5n,
      message: 2n,
      scope: 3n,
      points: [0n, 0n, 0n, 0n, 0n, 0n, 0n, 0n],
    },
    ...change,
  }
}
