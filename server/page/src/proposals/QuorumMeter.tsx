import { useTranslation } from 'react-i18next'
import { useFormat } from '../format/useFormat.ts'
import './QuorumMeter.css'

/** What {@link QuorumMeter} takes: how many people have voted, may vote and must. */
export type QuorumMeterProps = { voters: number; electorate: number; quorum: number }

/** Turnout against the quorum. */
export function QuorumMeter({ voters, electorate, quorum }: QuorumMeterProps) {
  const { t } = useTranslation('watch')
  const { t: tTally } = useTranslation('tally')
  const format = useFormat()
  const all = Math.max(1, electorate)
  const missing = Math.max(0, quorum - voters)
  const toPercent = (count: number) => `${Math.min(100, (100 * count) / all)}%`
  return (
    <div className="quorum">
      <p className="quorum-line">
        <strong>{tTally('turnout', { share: format.share(Math.min(1, voters / all)) })}</strong>
        <span>
          {missing === 0 ? tTally('quorumReached') : tTally('quorumMissing', { count: missing })}
        </span>
      </p>
      <meter
        className="visually-hidden"
        aria-label={t('meter.label')}
        min={0}
        max={electorate}
        value={Math.min(voters, electorate)}
        aria-valuetext={t('meter.text', { count: voters, electorate, quorum })}
      />
      <div className="quorum-meter" aria-hidden="true">
        <div
          className={missing === 0 ? 'quorum-bar quorum-reached' : 'quorum-bar'}
          style={{ width: toPercent(voters) }}
        />
        <div className="quorum-mark" style={{ insetInlineStart: toPercent(quorum) }} />
      </div>
      <p className="soft quorum-note" aria-hidden="true">
        {t('meter.text', { count: voters, electorate, quorum })}
      </p>
    </div>
  )
}
