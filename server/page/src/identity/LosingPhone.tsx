import { useTranslation } from 'react-i18next'

const lines = ['nothing', 'replace', 'open'] as const

/** What becomes of an identity whose phone or other device is lost. */
export function LosingPhone() {
  const { t } = useTranslation('custody')
  return (
    <aside className="card losing-phone" aria-labelledby="losing-phone-title">
      <h2 id="losing-phone-title">{t('phone.title')}</h2>
      <ul>
        {lines.map((line) => (
          <li key={line}>{t(`phone.${line}`)}</li>
        ))}
      </ul>
    </aside>
  )
}
