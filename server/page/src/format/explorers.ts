/** Where people look at transactions, by EIP-155 id. A link there is followed by nobody but the person. */
const explorers: Readonly<Record<number, string>> = {
  1: 'https://etherscan.io',
  10: 'https://optimistic.etherscan.io',
  100: 'https://gnosisscan.io',
  137: 'https://polygonscan.com',
  480: 'https://worldscan.org',
  4801: 'https://sepolia.worldscan.org',
  8453: 'https://basescan.org',
  42161: 'https://arbiscan.io',
  84532: 'https://sepolia.basescan.org',
  11155111: 'https://sepolia.etherscan.io',
}

/** Returns the address at which a chain's explorer shows a transaction, or null. */
export function findTransactionUrl(chainId: number, hash: string): string | null {
  const explorer = explorers[chainId]
  return explorer === undefined ? null : `${explorer}/tx/${hash}`
}
