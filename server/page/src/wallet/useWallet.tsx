import { Dialog } from '@base-ui/react/dialog'
import type { JsonRpcSigner } from 'ethers'
import { type ReactNode, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type InjectedWallet, useInjectedWallets } from './useInjectedWallets.ts'
import { WalletFailedError } from './walletErrors.ts'
import './useWallet.css'

/** What {@link useWallet} returns. */
export type WalletAccess = {
  /**
   * Lets the person choose one of their wallets (without a question when there is one) and returns
   * it, connected and on the chain.
   * @param chainId Null when the wallet only signs.
   * @throws {@link WalletFailedError}
   */
  connect(chainId: number | null): Promise<JsonRpcSigner>
  /** Goes somewhere into the component: the dialog in which one chooses. */
  dialog: ReactNode
}

/** Whoever waits for the choice of a wallet. */
type Waiting = { resolve: (wallet: InjectedWallet) => void; reject: (error: Error) => void }

/** Gives access to the wallets of this browser. No wallet is asked before {@link WalletAccess.connect}. */
export function useWallet(): WalletAccess {
  const wallets = useInjectedWallets()
  const [isChoosing, setIsChoosing] = useState(false)
  const waiting = useRef<Waiting | null>(null)

  function choose(): Promise<InjectedWallet> {
    const [only, ...others] = wallets
    if (only !== undefined && others.length === 0) return Promise.resolve(only)
    waiting.current?.reject(new WalletFailedError('declined'))
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

  return {
    async connect(chainId) {
      const wallet = await choose()
      // ethers is loaded by those who use a wallet.
      const { connectWallet } = await import('./connectWallet.ts')
      return connectWallet({ wallet, chainId })
    },
    dialog: (
      <Dialog.Root open={isChoosing} onOpenChange={(isOpen) => !isOpen && close(null)}>
        <Dialog.Portal>
          <Dialog.Backdrop className="dialog-backdrop" />
          <Dialog.Popup className="dialog">
            <WalletChoice wallets={wallets} onChoose={close} />
          </Dialog.Popup>
        </Dialog.Portal>
      </Dialog.Root>
    ),
  }
}

type WalletChoiceProps = {
  wallets: InjectedWallet[]
  onChoose: (wallet: InjectedWallet | null) => void
}

function WalletChoice({ wallets, onChoose }: WalletChoiceProps) {
  const { t } = useTranslation('wallet')
  return (
    <>
      <Dialog.Title className="dialog-title">{t('title')}</Dialog.Title>
      <Dialog.Description>{wallets.length === 0 ? t('none') : t('lead')}</Dialog.Description>
      <ul className="plain-list wallet-list">
        {wallets.map((wallet) => (
          <li key={wallet.uuid}>
            <button type="button" className="wallet-choice" onClick={() => onChoose(wallet)}>
              {wallet.icon !== null && <img src={wallet.icon} alt="" width="32" height="32" />}
              {wallet.name}
            </button>
          </li>
        ))}
      </ul>
      <Dialog.Close className="button button-quiet">{t('close')}</Dialog.Close>
    </>
  )
}
