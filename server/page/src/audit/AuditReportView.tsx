import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Notice } from '../components/Notice.tsx'
import { ArchiveDownload } from './ArchiveDownload.tsx'
import { CountedTally } from './CountedTally.tsx'
import { FindingList } from './FindingList.tsx'
import { TrustList } from './TrustList.tsx'
import type { FinishedAudit } from './useAudit.ts'

const tones = { confirmed: 'good', refuted: 'bad', incomplete: 'warning' } as const

/** What an audit found, in words: the verdict, each finding, what it rests on, and the file of it. */
export function AuditReportView({ audit }: { audit: FinishedAudit }) {
  const { t } = useTranslation('audit')
  const { report, archive, from, titles } = audit
  const { verdict } = report
  const isOpen = report.checks.some(
    ({ name, evidence }) => name === 'state' && evidence['state'] === 'active',
  )
  const totals = report.checks.find(({ name }) => name === 'totals')
  // Of a secret proposal nothing is counted before it is decrypted.
  const isCounted = totals === undefined || totals.verdict === 'confirmed'
  const verdictRef = useRef<HTMLDivElement>(null)

  // Whoever waited for it, perhaps without seeing the page, is taken to it.
  useEffect(() => verdictRef.current?.focus(), [])

  return (
    <div className="audit-report">
      <div ref={verdictRef} tabIndex={-1} className="audit-verdict">
        <Notice tone={tones[verdict]} title={t(`verdict.${verdict}.title`)} announce>
          <p>
            {t(`verdict.${verdict}.text`)}
            {from.source === 'server' && ` ${t('verdict.serverWord')}`}
          </p>
        </Notice>
      </div>
      {isCounted ? (
        <CountedTally tally={report.tally} titles={titles} isOpen={isOpen} />
      ) : (
        <p className="soft">{t('awaitsTotals')}</p>
      )}
      {audit.isOwnCounted && <p className="own-ballot">{t('own')}</p>}
      <FindingList checks={report.checks} from={from} />
      <TrustList report={report} from={from} />
      <ArchiveDownload archive={archive} report={report} />
    </div>
  )
}
