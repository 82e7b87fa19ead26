import { useTranslation } from 'react-i18next'
import './WalletRoute.css'

/** What {@link WalletRoute} takes. */
export type WalletRouteProps = {
  /** Whether nobody can see what the ballot says. */
  isSecret: boolean
  onCast: () => void
}

/** Says what casting a ballot with one's own wallet means, and does it. */
export function WalletRoute({ isSecret, onCast }: WalletRouteProps) {
  const { t } = useTranslation('ballot')
  return (
    <details className="wallet-route">
      <summary className="summary-link">{t('chain.title')}</summary>
      <p>{t('chain.text')}</p>
      <p className="wallet-route-warning">
        {isSecret ? t('chain.revealsSecret') : t('chain.reveals')}
      </p>
      <button type="button" className="button button-quiet" onClick={onCast}>
        {t('chain.action')}
      </button>
    </details>
  )
}
