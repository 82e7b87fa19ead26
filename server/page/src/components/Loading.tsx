import { useTranslation } from 'react-i18next'

/** Stands where something will be in a moment. It stays invisible for that moment. */
export function Loading({ label }: { label?: string }) {
  const { t } = useTranslation('common')
  return (
    <p className="loading" role="status">
      {label ?? t('loading')}
    </p>
  )
}
