import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { loadPart } from '../recovery/loadPart.ts'
import { CopyButton } from './CopyButton.tsx'
import './ShareMenu.css'

const EmbedDialog = lazy(() => loadPart(() => import('./EmbedDialog.tsx')))

/** What {@link ShareMenu} takes. */
export type ShareMenuProps = { id: bigint; title: string }

/** The ways to pass a proposal on: the browser's own, its address, and a frame for other pages. */
export function ShareMenu({ id, title }: ShareMenuProps) {
  const { t } = useTranslation('watch')
  const url = `${location.origin}/proposals/${id}`
  const [isEmbedding, setIsEmbedding] = useState(false)
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
      <button type="button" className="link-button" onClick={() => setIsEmbedding(true)}>
        {t('share.embed')}
      </button>
      {isEmbedding && (
        <Suspense>
          <EmbedDialog id={id} title={title} onClose={() => setIsEmbedding(false)} />
        </Suspense>
      )}
    </span>
  )
}
