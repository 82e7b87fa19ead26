import { useTranslation } from 'react-i18next'
import '../proposals/StateBadge.css'

/** Says that a proposal's ballots are secret. */
export function SecretBadge() {
  const { t } = useTranslation('proposal')
  return <span className="state-badge state-badge-secret">{t('secret')}</span>
}
