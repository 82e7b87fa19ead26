import { useTranslation } from 'react-i18next'
import { useConnection } from './useConnection.ts'
import { useOutdated } from './useOutdated.ts'
import './ConnectionBanner.css'

/**
 * One line above every page, while there is no way to the server or the page is older than it. It
 * is read out when there is nothing else to say.
 */
export function ConnectionBanner() {
  const { t } = useTranslation('connection')
  const connection = useConnection()
  const isOutdated = useOutdated()
  return (
    <div role="status">
      {connection !== 'good' && <p className="connection-banner">{t(connection)}</p>}
      {connection === 'good' && isOutdated && (
        <p className="connection-banner">
          {t('outdated')}{' '}
          <button type="button" onClick={() => location.reload()}>
            {t('outdatedReload')}
          </button>
        </p>
      )}
    </div>
  )
}
