import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { LiveResults } from './useLiveResults.ts'

/** Longer than a connection takes, and than most interruptions last, in milliseconds. */
const PATIENCE = 4_000

/**
 * Says whether what is shown changes by itself. A short interruption is nobody's business, so it is not
 * announced, and not shown at once.
 */
export function ConnectionState({ connection }: Pick<LiveResults, 'connection'>) {
  const { t } = useTranslation('watch')
  const [isLong, setIsLong] = useState(false)
  const isWaiting = connection === 'waiting'
  useEffect(() => {
    if (!isWaiting) return
    const timer = setTimeout(() => setIsLong(true), PATIENCE)
    return () => {
      clearTimeout(timer)
      setIsLong(false)
    }
  }, [isWaiting])
  if (connection === 'final' || (isWaiting && !isLong)) return null
  return (
    <span className={`connection connection-${connection}`}>
      {connection === 'live' ? t('live') : t('reconnecting')}
    </span>
  )
}
