import { Dialog } from '@base-ui/react/dialog'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import './ShareMenu.css'

/** What {@link ShareMenu} takes. */
export type ShareMenuProps = { id: bigint; title: string }

/** The ways to pass a proposal on: the browser's own, its address, and a frame for other pages. */
export function ShareMenu({ id, title }: ShareMenuProps) {
  const { t } = useTranslation('watch')
  const url = `${location.origin}/proposals/${id}`
  const frame = `<iframe src="${location.origin}/embed/${id}" width="100%" height="640" style="border:0" title="${escapeAttribute(title)}"></iframe>`
  const canShare = 'share' in navigator
  return (
    <span className="share">
      {canShare && (
        <button
          type="button"
          className="link-button"
          // Who thinks better of it has not failed.
          onClick={() => void navigator.share({ title, url }).catch(() => undefined)}
        >
          {t('share.share')}
        </button>
      )}
      <CopyButton className="link-button" text={url}>
        {t('share.copy')}
      </CopyButton>
      <Dialog.Root>
        <Dialog.Trigger className="link-button">{t('share.embed')}</Dialog.Trigger>
        <Dialog.Portal>
          <Dialog.Backdrop className="dialog-backdrop" />
          <Dialog.Popup className="dialog">
            <Dialog.Title className="dialog-title">{t('share.embedTitle')}</Dialog.Title>
            <Dialog.Description>{t('share.embedText')}</Dialog.Description>
            <FrameCode text={frame} />
            <div className="share-actions">
              <CopyButton className="button" text={frame}>
                {t('share.copyCode')}
              </CopyButton>
              <Dialog.Close className="button button-quiet">{t('share.close')}</Dialog.Close>
            </div>
          </Dialog.Popup>
        </Dialog.Portal>
      </Dialog.Root>
    </span>
  )
}

function FrameCode({ text }: { text: string }) {
  const { t } = useTranslation('watch')
  const id = useId()
  return (
    <>
      <label htmlFor={id}>{t('share.code')}</label>
      <textarea
        id={id}
        className="share-code"
        readOnly
        rows={5}
        value={text}
        onFocus={(event) => event.currentTarget.select()}
      />
    </>
  )
}

type CopyButtonProps = { text: string; className: string; children: string }

function CopyButton({ text, className, children }: CopyButtonProps) {
  const { t } = useTranslation('watch')
  const [outcome, setOutcome] = useState<'copied' | 'failed' | null>(null)
  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(text)
      setOutcome('copied')
    } catch {
      setOutcome('failed')
    }
  }
  return (
    <>
      <button type="button" className={className} onClick={() => void copy()}>
        {children}
      </button>
      <span role="status" className="share-outcome">
        {outcome !== null && t(`share.${outcome}`)}
      </span>
    </>
  )
}

/** A title is anybody's, and the code goes into other pages. */
function escapeAttribute(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('"', '&quot;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
}
