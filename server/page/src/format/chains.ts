/** The chain of `npm start`. Its name is a description, so it is translated. */
export const LOCAL_CHAIN = 31337

/** Chains that World ID and DAOs use, by EIP-155 id. */
const chains: Readonly<Record<number, { name: string | null; currency: string }>> = {
  1: { name: 'Ethereum', currency: 'ETH' },
  10: { name: 'OP Mainnet', currency: 'ETH' },
  100: { name: 'Gnosis', currency: 'xDAI' },
  137: { name: 'Polygon', currency: 'POL' },
  480: { name: 'World Chain', currency: 'ETH' },
  4801: { name: 'World Chain Sepolia', currency: 'ETH' },
  8453: { name: 'Base', currency: 'ETH' },
  42161: { name: 'Arbitrum One', currency: 'ETH' },
  84532: { name: 'Base Sepolia', currency: 'ETH' },
  11155111: { name: 'Sepolia', currency: 'ETH' },
  [LOCAL_CHAIN]: { name: null, currency: 'ETH' },
}

/** Returns what people call a chain, or null. */
export function findChainName(chainId: number): string | null {
  return chains[chainId]?.name ?? null
}

/** Returns the symbol of the currency in which a chain's values are counted, or null. */
export function findChainCurrency(chainId: number): string | null {
  return chains[chainId]?.currency ?? null
}
