import { useTranslation } from 'react-i18next'

/** What stands in the place of the votes of a secret ballot that is made. */
export function SealedVotes() {
  const { t } = useTranslation('secrecy')
  return <p>{t('sealed')}</p>
}
