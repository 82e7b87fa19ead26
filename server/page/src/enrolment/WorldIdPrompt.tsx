import type { WireWorldIdRequest } from '@psephos/lib'
import { useTranslation } from 'react-i18next'
import { ExternalLink } from '../components/ExternalLink.tsx'
import { Notice } from '../components/Notice.tsx'
import { QrCode } from './QrCode.tsx'

/** What {@link WorldIdPrompt} takes. */
export type WorldIdPromptProps = {
  request: WireWorldIdRequest
  /** What carries the request to World App; null until it is there, and within World App. */
  uri: string | null
  isInWorldApp: boolean
  /** World App has the request. */
  isOpened: boolean
  onCancel: () => void
}

/** How to get to World App, and that it is waited for. */
export function WorldIdPrompt({
  request: { development },
  uri,
  isInWorldApp,
  isOpened,
  onCancel,
}: WorldIdPromptProps) {
  const { t } = useTranslation('enrolment')
  return (
    <section className="world-id" aria-labelledby="world-id-title">
      <h2 id="world-id-title">{t('connect.title')}</h2>
      {development !== null && (
        <Notice tone="development" title={t('development.title')}>
          <p>{t('development.text')}</p>
        </Notice>
      )}
      {isInWorldApp && <p>{t('connect.inWorldApp')}</p>}
      {uri !== null && development === null && (
        <div className="world-id-scan">
          <QrCode text={uri} label={t('connect.qr')} />
          <p>{t('connect.scan')}</p>
        </div>
      )}
      {uri !== null && (
        <p>
          <ExternalLink href={uri} className="button">
            {t(development === null ? 'connect.open' : 'development.open')}
          </ExternalLink>
        </p>
      )}
      {uri !== null && <p className="soft">{t('confirm')}</p>}
      <p className="world-id-waiting" role="status">
        {t(
          isOpened
            ? 'confirmWaiting'
            : development === null
              ? 'connect.waiting'
              : 'development.waiting',
        )}
      </p>
      <button type="button" className="button button-quiet" onClick={onCancel}>
        {t('cancel')}
      </button>
    </section>
  )
}
