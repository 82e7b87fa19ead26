import { Dialog } from '@base-ui/react/dialog'
import { useTranslation } from 'react-i18next'
import type { InjectedWallet } from './useInjectedWallets.ts'
import './useWallet.css'

/** What {@link WalletDialog} takes. */
export type WalletDialogProps = {
  isOpen: boolean
  wallets: InjectedWallet[]
  /** Null when none was chosen. */
  onClose: (wallet: InjectedWallet | null) => void
}

/** The dialog in which one chooses a wallet. */
export function WalletDialog({ isOpen, wallets, onClose }: WalletDialogProps) {
  return (
    <Dialog.Root open={isOpen} onOpenChange={(open) => !open && onClose(null)}>
      <Dialog.Portal>
        <Dialog.Backdrop className="dialog-backdrop" />
        <Dialog.Popup className="dialog">
          <WalletChoice wallets={wallets} onChoose={onClose} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
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
