import type { Eip1193Provider, JsonRpcSigner } from 'ethers'
import { type ReactNode, useRef, useState } from 'react'
import { requirePart } from '../recovery/requirePart.ts'
import { type InjectedWallet, useInjectedWallets } from './useInjectedWallets.ts'
import type { WalletDialog } from './WalletDialog.tsx'
import { WalletFailedError } from './walletErrors.ts'

/** What {@link useWallet} returns. */
export type WalletAccess = {
  /**
   * Lets the person choose one of their wallets (without a question when there is one) and returns
   * it, connected and on the chain.
   * @param chainId Null when the wallet only signs.
   * @throws {@link WalletFailedError}
   * @throws {@link PartUnavailableError} {@link PageOutdatedError} when what asks it cannot be loaded.
   */
  connect(chainId: number | null): Promise<JsonRpcSigner>
  /** As {@link connect}, and returns the wallet itself besides: who reads the chain through it asks no server. */
  connectNode(chainId: number): Promise<{ signer: JsonRpcSigner; wallet: Eip1193Provider }>
  /** Goes somewhere into the component: the dialog in which one chooses. */
  dialog: ReactNode
}

/** Whoever waits for the choice of a wallet. */
type Waiting = { resolve: (wallet: InjectedWallet) => void; reject: (error: Error) => void }

/** Gives access to the wallets of this browser. No wallet is asked before {@link WalletAccess.connect}. */
export function useWallet(): WalletAccess {
  const wallets = useInjectedWallets()
  const [isChoosing, setIsChoosing] = useState(false)
  const [ShownDialog, setShownDialog] = useState<typeof WalletDialog | null>(null)
  const waiting = useRef<Waiting | null>(null)

  async function choose(): Promise<InjectedWallet> {
    const [only, ...others] = wallets
    if (only !== undefined && others.length === 0) return only
    // Few have several wallets, and only they choose.
    const loaded = await requirePart(() => import('./WalletDialog.tsx'))
    waiting.current?.reject(new WalletFailedError('declined'))
    setShownDialog(() => loaded.WalletDialog)
    setIsChoosing(true)
    return new Promise((resolve, reject) => {
      waiting.current = { resolve, reject }
    })
  }

  function close(wallet: InjectedWallet | null): void {
    setIsChoosing(false)
    if (wallet !== null) waiting.current?.resolve(wallet)
    else {
      waiting.current?.reject(new WalletFailedError(wallets.length === 0 ? 'missing' : 'declined'))
    }
    waiting.current = null
  }

  async function connectTo(wallet: InjectedWallet, chainId: number | null): Promise<JsonRpcSigner> {
    // ethers is loaded by those who use a wallet.
    const { connectWallet } = await requirePart(() => import('./connectWallet.ts'))
    return connectWallet({ wallet, chainId })
  }

  return {
    connect: async (chainId) => connectTo(await choose(), chainId),
    async connectNode(chainId) {
      const wallet = await choose()
      return { signer: await connectTo(wallet, chainId), wallet: wallet.provider }
    },
    dialog: ShownDialog && <ShownDialog isOpen={isChoosing} wallets={wallets} onClose={close} />,
  }
}
