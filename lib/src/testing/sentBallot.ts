import type { WireBallot } from '../wire/ballot.ts'

const proposal = (1n << 256n) - 1n

/** A ballot as it travels, for a proposal with the largest id that there can be. */
export const sentBallot: WireBallot = {
  revision: 0,
  votes: [3, -4],
  proof: {
    merkleTreeDepth: 20,
    merkleTreeRoot: 1n,
    nullifier: 2n,
    message: 3n,
    scope: proposal,
    points: [1n, 2n, 3n, 4n, 5n, 6n, 7n, 8n],
  },
}

/** What a server answers about where it stands. */
export const statusAnswer = {
  proposal: String(proposal),
  nullifier: '2',
  revision: 0,
  status: 'received',
  receivedAt: 60,
  transaction: null,
  refusal: null,
  replacedBy: null,
}

/** What a server answers as its receipt. */
export const receiptAnswer = {
  chainId: 10,
  governor: `0x${'aa'.repeat(20)}`,
  proposal: String(proposal),
  nullifier: '2',
  message: '3',
  revision: 0,
  receivedAt: 60,
  signature: `0x${'cc'.repeat(65)}`,
}
