import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FailureNotice } from '../components/FailureNotice.tsx'
import { PageTitle } from '../components/PageTitle.tsx'
import { useSpaces } from '../server/queries.ts'
import { useInjectedWallets } from '../wallet/useInjectedWallets.ts'
import { AuditProgressView } from './AuditProgressView.tsx'
import { AuditReportView } from './AuditReportView.tsx'
import { SourceChoice } from './SourceChoice.tsx'
import { type AuditRequest, type FinishedAudit, useAudit } from './useAudit.ts'
import './Audit.css'

/** The page on which anybody verifies an election that is in a file, with or without a node. */
export default function FileAuditPage() {
  const { t } = useTranslation('audit')
  const audit = useAudit()
  const [file, setFile] = useState<File | null>(null)

  function open(chosen: File): void {
    setFile(chosen)
    audit.start({
      election: null,
      archive: chosen,
      space: null,
      chainId: null,
      node: null,
      own: null,
    })
  }

  return (
    <article className="audit">
      <PageTitle>{t('fileTitle')}</PageTitle>
      <p className="lead">{t('file.text')}</p>
      <p>
        <label className={audit.isRunning ? 'button button-disabled' : 'button'}>
          {t('file.choose')}
          <input
            type="file"
            accept=".json,application/json"
            className="visually-hidden"
            disabled={audit.isRunning}
            onChange={({ target }) => {
              const [chosen] = target.files ?? []
              // The same file, changed, may be chosen again.
              target.value = ''
              if (chosen !== undefined) open(chosen)
            }}
          />
        </label>
      </p>
      {audit.isRunning && (
        <AuditProgressView
          progress={audit.progress}
          isReading={audit.request?.node !== null}
          onCancel={audit.cancel}
        />
      )}
      {audit.error !== null && <FailureNotice error={audit.error} />}
      {audit.finished !== null && file !== null && (
        <>
          <p className="soft">{t('file.chosen', { name: file.name })}</p>
          <AuditReportView audit={audit.finished} />
          <Comparison
            audit={audit.finished}
            onStart={(against) =>
              audit.start({ election: null, archive: file, own: null, ...against })
            }
          />
        </>
      )}
    </article>
  )
}

type ComparisonProps = {
  audit: FinishedAudit
  onStart: (against: Pick<AuditRequest, 'chainId' | 'node' | 'space'>) => void
}

/** Offers to hold a file against a node: this server's, if it knows the DAO, or that of a wallet. */
function Comparison({ audit: { report }, onStart }: ComparisonProps) {
  const { t } = useTranslation('audit')
  const spaces = useSpaces()
  const wallets = useInjectedWallets()
  const [choice, setChoice] = useState<string | null>(null)
  const { chainId, governor } = report
  const space = spaces.data?.find(
    (each) => each.chainId === chainId && each.governor === governor.toLowerCase(),
  )
  const chosen = choice ?? (space === undefined ? wallets[0]?.uuid : 'server') ?? null
  const wallet = wallets.find(({ uuid }) => uuid === chosen)
  return (
    <section aria-labelledby="compare-title">
      <h2 id="compare-title">{t('file.compare')}</h2>
      <p>{t('file.compareText')}</p>
      <SourceChoice
        hasServer={space !== undefined}
        wallets={wallets}
        chainId={chainId}
        chosen={chosen ?? ''}
        onChoose={setChoice}
      />
      {chosen !== null && (
        <p>
          <button
            type="button"
            className="button"
            onClick={() => onStart({ chainId, node: wallet ?? 'server', space: space?.id ?? null })}
          >
            {t('file.compareStart')}
          </button>
        </p>
      )}
    </section>
  )
}
