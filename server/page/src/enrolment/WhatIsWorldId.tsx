import { useTranslation } from 'react-i18next'
import { ExternalLink } from '../components/ExternalLink.tsx'

/** Where World tells about it. A link, because nothing is asked of third parties unasked. */
const SOURCE = 'https://world.org/world-id'

/** What World ID is, for those who have never heard of it. */
export function WhatIsWorldId() {
  const { t } = useTranslation('enrolment')
  return (
    <details className="choice-last">
      <summary>{t('what.title')}</summary>
      <p>{t('what.text')}</p>
      <p>
        <ExternalLink href={SOURCE}>{t('what.more')}</ExternalLink>
      </p>
    </details>
  )
}
