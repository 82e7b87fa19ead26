import type { WireSpaceRules } from '@psephos/lib'
import { useTranslation } from 'react-i18next'
import { Notice } from '../components/Notice.tsx'
import './BallotKindField.css'

/** What {@link SecretBallotsText} takes. */
export type SecretBallotsTextProps = {
  secretBallots: NonNullable<WireSpaceRules['secretBallots']>
}

/** On whom a proposal with secret ballots rests. */
export function SecretBallotsText({ secretBallots }: SecretBallotsTextProps) {
  const { t } = useTranslation('secrecy')
  const { threshold, trustees, isDevelopment } = secretBallots
  return (
    <>
      <p>{t('choice.trustees', { threshold, trustees: trustees.length })}</p>
      <ol className="trustee-list">
        {trustees.map((address) => (
          <li key={address}>
            <code>{address}</code>
          </li>
        ))}
      </ol>
      {isDevelopment && (
        <Notice tone="development">
          <p>{t('development')}</p>
        </Notice>
      )}
    </>
  )
}
