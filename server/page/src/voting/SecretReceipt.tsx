import { useTranslation } from 'react-i18next'

/** Says that a secret ballot is counted, once it is, and until then what has become of its votes. */
export function SecretReceipt({ isCounted }: { isCounted: boolean }) {
  const { t } = useTranslation('secrecy')
  return (
    <>
      <h3>{t('yours')}</h3>
      <p role="status">{isCounted && <strong>{t('counted')}</strong>}</p>
      <p>{t('sealed')}</p>
    </>
  )
}

/** Says what changing a secret ballot takes. */
export function SecretChangeNote() {
  const { t } = useTranslation('secrecy')
  return <p className="soft">{t('afresh')}</p>
}
