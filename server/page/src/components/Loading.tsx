import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'

/** After how many milliseconds it is said that something takes long. */
const LONG = 6_000

/**
 * Stands where something will be in a moment. It stays invisible for that moment, and says so when it
 * takes longer.
 */
export function Loading({ label }: { label?: string }) {
  const { t } = useTranslation('common')
  const { t: tConnection } = useTranslation('connection')
  const [isLong, setIsLong] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setIsLong(true), LONG)
    return () => clearTimeout(timer)
  }, [])
  return (
    <p className="loading" role="status">
      {label ?? t('loading')}
      {isLong && ` ${tConnection('slow')}`}
    </p>
  )
}
