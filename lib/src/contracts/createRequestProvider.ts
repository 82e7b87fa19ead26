import { BrowserProvider, type JsonRpcApiProvider } from 'ethers'

/** What {@link createRequestProvider} takes. */
export interface CreateRequestProviderParameters {
  /**
   * Asks one question of Ethereum's JSON-RPC, as EIP-1193 has it: `request` of a wallet, or anything that
   * answers like it.
   */
  readonly request: (question: { method: string; params: unknown[] }) => Promise<unknown>
  /** The chain that it is of. It is not asked for again: who needs to know asks `eth_chainId` first. */
  readonly chainId: number
}

/**
 * Returns a provider of ethers whose every question goes through `request`, one by one, and whose answers
 * are not kept. To read with it needs no account and no permission of a wallet's owner.
 * @example
 * const chainId = Number(await wallet.request({ method: 'eth_chainId', params: [] }))
 * const provider = createRequestProvider({ request: wallet.request, chainId })
 * await auditProposal({ provider, governor, proposalId })
 */
export function createRequestProvider({
  request,
  chainId,
}: CreateRequestProviderParameters): JsonRpcApiProvider {
  const ask = async ({ method, params }: { method: string; params?: unknown[] | object }) =>
    request({ method, params: Array.isArray(params) ? params : [] })
  return new BrowserProvider({ request: ask }, chainId, { staticNetwork: true, cacheTimeout: -1 })
}
