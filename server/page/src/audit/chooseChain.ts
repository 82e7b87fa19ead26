import type { InjectedWallet } from '../wallet/useInjectedWallets.ts'
import { toWalletError } from '../wallet/walletErrors.ts'

/** What {@link chooseChain} takes. */
export type ChooseChainParameters = {
  provider: InjectedWallet['provider']
  chainId: number
  /** Stops waiting: what the wallet shows, only the person can close. */
  signal: AbortSignal
}

/**
 * Asks a wallet to go to a chain, if it is on another one.
 * @throws {@link WalletFailedError} when it does not know the chain or the person declines.
 * @throws the signal's reason when it is aborted.
 */
export async function chooseChain({
  provider,
  chainId,
  signal,
}: ChooseChainParameters): Promise<void> {
  signal.throwIfAborted()
  const stopped = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
  await Promise.race([switchTo(provider, chainId), stopped])
}

async function switchTo(provider: InjectedWallet['provider'], chainId: number): Promise<void> {
  try {
    if (Number(await provider.request({ method: 'eth_chainId' })) === chainId) return
    await provider.request({
      method: 'wallet_switchEthereumChain',
      params: [{ chainId: `0x${chainId.toString(16)}` }],
    })
  } catch (error) {
    throw toWalletError(error)
  }
}
