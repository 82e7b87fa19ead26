import { BrowserProvider, type JsonRpcSigner, toQuantity } from 'ethers'
import type { InjectedWallet } from './useInjectedWallets.ts'
import { toWalletError, WalletFailedError } from './walletErrors.ts'

/** What {@link connectWallet} takes. */
export type ConnectWalletParameters = {
  wallet: Pick<InjectedWallet, 'provider'>
  /** The chain on which the wallet will act; null when it only signs. */
  chainId: number | null
}

/**
 * Asks a wallet for an account, and for the chain of the DAO, and returns who signs and sends.
 * @throws {@link WalletFailedError} when the person declines, or the wallet is busy or locked, or
 * does not know the chain.
 */
export async function connectWallet({
  wallet: { provider },
  chainId,
}: ConnectWalletParameters): Promise<JsonRpcSigner> {
  try {
    await provider.request({ method: 'eth_requestAccounts' })
    if (chainId !== null && (await readChainId(provider)) !== chainId) {
      const wanted = [{ chainId: toQuantity(chainId) }]
      await provider.request({ method: 'wallet_switchEthereumChain', params: wanted })
      // Some wallets answer without having switched.
      if ((await readChainId(provider)) !== chainId) throw new WalletFailedError('chainUnknown')
    }
    return await new BrowserProvider(provider, chainId ?? 'any').getSigner()
  } catch (error) {
    throw toWalletError(error)
  }
}

async function readChainId(provider: InjectedWallet['provider']): Promise<number> {
  return Number(await provider.request({ method: 'eth_chainId' }))
}
