import { useTranslation } from 'react-i18next'
import './HowItWorks.css'

const steps = ['prove', 'vote', 'cost', 'count'] as const

/** Why a vote here is one human, one ballot, in plain words. */
export function HowItWorks() {
  const { t } = useTranslation('spaces')
  return (
    <section aria-labelledby="how-it-works">
      <h2 id="how-it-works">{t('how.title')}</h2>
      <ol className="plain-list how-steps">
        {steps.map((step) => (
          <li key={step}>
            <h3>{t(`how.${step}.title`)}</h3>
            <p>{t(`how.${step}.text`)}</p>
          </li>
        ))}
      </ol>
      <p className="how-trust">{t('how.trust')}</p>
    </section>
  )
}
