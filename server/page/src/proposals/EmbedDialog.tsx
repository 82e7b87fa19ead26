import { Dialog } from '@base-ui/react/dialog'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { CopyButton } from '../components/CopyButton.tsx'
import { createFrameCode } from './createFrameCode.ts'

/** What {@link EmbedDialog} takes. */
export type EmbedDialogProps = { id: bigint; title: string; onClose: () => void }

/** The code with which another page shows a proposal in a frame. */
export default function EmbedDialog({ id, title, onClose }: EmbedDialogProps) {
  const { t } = useTranslation('watch')
  const codeId = useId()
  const code = createFrameCode({ origin: location.origin, id, title })
  return (
    <Dialog.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="dialog-backdrop" />
        <Dialog.Popup className="dialog">
          <Dialog.Title className="dialog-title">{t('share.embedTitle')}</Dialog.Title>
          <Dialog.Description>{t('share.embedText')}</Dialog.Description>
          <label htmlFor={codeId}>{t('share.code')}</label>
          <textarea
            id={codeId}
            className="share-code"
            readOnly
            rows={5}
            value={code}
            onFocus={(event) => event.currentTarget.select()}
          />
          <div className="share-actions">
            <CopyButton
              className="button"
              text={code}
              copied={t('share.copied')}
              refused={t('share.failed')}
              outcomeClassName="share-outcome"
            >
              {t('share.copyCode')}
            </CopyButton>
            <Dialog.Close className="button button-quiet">{t('share.close')}</Dialog.Close>
          </div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
