import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CopyButton } from '../components/CopyButton.tsx'
import { describeFailure } from '../errors/describeFailure.ts'
import { usePart } from '../recovery/usePart.ts'
import './ShareMenu.css'

const loadEmbedDialog = () => import('./EmbedDialog.tsx')

/** What {@link ShareMenu} takes. */
export type ShareMenuProps = { id: bigint; title: string }

/** The ways to pass a proposal on: the browser's own, its address, and a frame for other pages. */
export function ShareMenu({ id, title }: ShareMenuProps) {
  const { t } = useTranslation('watch')
  const { t: tFailures } = useTranslation('failures')
  const url = `${location.origin}/proposals/${id}`
  const [isEmbedding, setIsEmbedding] = useState(false)
  // Beside a ballot that may be half filled in.
  const { part: embed, error, load } = usePart(loadEmbedDialog)

  function openEmbed(): void {
    load()
    setIsEmbedding(true)
  }
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
      <CopyButton
        className="link-button"
        text={url}
        copied={t('share.copied')}
        refused={t('share.failed')}
        outcomeClassName="share-outcome"
      >
        {t('share.copy')}
      </CopyButton>
      <button type="button" className="link-button" onClick={openEmbed}>
        {t('share.embed')}
      </button>
      {isEmbedding && error !== null && (
        <span role="alert" className="share-outcome">
          {describeFailure(error, tFailures).what}
        </span>
      )}
      {isEmbedding && embed !== null && (
        <embed.default id={id} title={title} onClose={() => setIsEmbedding(false)} />
      )}
    </span>
  )
}
