import type { AuditReport } from '@psephos/lib'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../format/useFormat.ts'
import type { AuditedFrom } from './describeFinding.ts'

/** What {@link TrustList} takes. */
export type TrustListProps = {
  report: Pick<AuditReport, 'block' | 'chainId' | 'governor' | 'checks'>
  from: AuditedFrom
}

/** What no browser can find out by itself, and on whose word it rests. */
export function TrustList({ report: { block, chainId, governor, checks }, from }: TrustListProps) {
  const { t } = useTranslation('audit')
  const format = useFormat()
  const { wallet, source } = from
  return (
    <section aria-labelledby="trust-title">
      <h2 id="trust-title">{t('trust.title')}</h2>
      <ul className="plain-list trust">
        <li>
          <h3>{t('trust.issuer.title')}</h3>
          <p>{t('trust.issuer.text')}</p>
        </li>
        <li>
          <h3>{t('trust.node.title')}</h3>
          <p>
            {t('trust.node.text', { context: source ?? 'file', wallet })}{' '}
            {t('trust.node.block', { block: block.number, chain: format.chain(chainId) })}{' '}
            <code>{block.hash}</code>
          </p>
        </li>
        <li>
          <h3>{t('trust.governor.title')}</h3>
          <p>
            {t('trust.governor.text')} <code>{governor}</code>
          </p>
        </li>
        <li>
          <h3>{t('trust.page.title')}</h3>
          <p>{t('trust.page.text')}</p>
        </li>
        <li>
          <h3>{t('trust.setup.title')}</h3>
          <p>{t('trust.setup.text')}</p>
        </li>
        {checks.some(({ name }) => name === 'committee') && (
          <li>
            <h3>{t('trust.trustees.title')}</h3>
            <p>{t('trust.trustees.text')}</p>
          </li>
        )}
      </ul>
    </section>
  )
}
