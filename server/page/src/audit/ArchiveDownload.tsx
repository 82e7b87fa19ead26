import type { AuditReport } from '@psephos/lib'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { findLocale } from '../format/findLocale.ts'

/** What {@link ArchiveDownload} takes. */
export type ArchiveDownloadProps = {
  archive: Blob
  report: Pick<AuditReport, 'governor' | 'proposalId'>
}

/** Offers what was audited as a file, and says how to audit it without this page. */
export function ArchiveDownload({ archive, report }: ArchiveDownloadProps) {
  const { t, i18n } = useTranslation('audit')
  const url = useObjectUrl(archive)
  const { governor, proposalId } = report
  const name = `election-${String(proposalId).slice(0, 8)}.json`
  const command = [
    'psephos audit',
    `--archive ${name}`,
    `--governor ${governor}`,
    `--proposal ${proposalId}`,
    '--rpc https://…',
  ].join(' \\\n  ')
  return (
    <section aria-labelledby="archive-title">
      <h2 id="archive-title">{t('archive.title')}</h2>
      <p>{t('archive.text')}</p>
      <p>
        <a className="button" href={url ?? undefined} download={name}>
          {t('archive.save', { size: formatSize(archive.size, findLocale(i18n.language)) })}
        </a>
      </p>
      <p>{t('archive.command')}</p>
      <pre className="audit-command">
        <code>{command}</code>
      </pre>
    </section>
  )
}

function formatSize(bytes: number, locale: string): string {
  const [value, unit] = bytes < 1e6 ? [bytes / 1e3, 'kilobyte'] : [bytes / 1e6, 'megabyte']
  return value.toLocaleString(locale, { style: 'unit', unit, maximumFractionDigits: 1 })
}

/** An address of this page alone, for as long as it is shown. */
function useObjectUrl(blob: Blob): string | null {
  const [url, setUrl] = useState<string | null>(null)
  useEffect(() => {
    const created = URL.createObjectURL(blob)
    setUrl(created)
    return () => URL.revokeObjectURL(created)
  }, [blob])
  return url
}
