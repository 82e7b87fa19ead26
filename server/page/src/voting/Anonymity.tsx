import { useTranslation } from 'react-i18next'
import { Notice } from '../components/Notice.tsx'
import { useFormat } from '../format/useFormat.ts'
import { judgeAnonymity } from './judgeAnonymity.ts'

/** What {@link Anonymity} takes. */
export type AnonymityProps = {
  /** How many people may vote. */
  size: number
  /** From how many of them the server has a ballot, as it tells. */
  received: number
  /** When voting closes, in seconds since 1970. */
  deadline: number
}

/** Among how many people a ballot is hidden, and what to do where that is few. */
export function Anonymity({ size, received, deadline }: AnonymityProps) {
  const { t } = useTranslation('voting')
  const { t: tBallot } = useTranslation('ballot')
  const format = useFormat()
  const { isAlone, isCrowdSmall, isEarly } = judgeAnonymity({ size, received })
  if (isAlone) {
    return (
      <Notice tone="warning">
        <p>{t('anonymityNone')}</p>
      </Notice>
    )
  }
  const crowd = t('anonymity', { count: size })
  if (!isCrowdSmall && !isEarly) return <p className="soft">{crowd}</p>
  return (
    <Notice tone="plain">
      <p>
        {crowd}{' '}
        {isEarly &&
          (received === 0
            ? tBallot('anonymity.nobody')
            : tBallot('anonymity.few', { count: received }))}
      </p>
      <details className="anonymity-why">
        <summary className="summary-link">{tBallot('anonymity.why')}</summary>
        {isCrowdSmall && <p>{t('anonymitySmall')}</p>}
        {isEarly && (
          <p>
            {tBallot('anonymity.early')}{' '}
            {tBallot('anonymity.advice', { when: format.time(deadline) })}
          </p>
        )}
      </details>
    </Notice>
  )
}
