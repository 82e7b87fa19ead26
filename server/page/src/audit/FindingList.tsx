import type { AuditCheck } from '@psephos/lib'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type AuditedFrom, describeFinding } from './describeFinding.ts'

const signs = { confirmed: '✓', refuted: '✗', incomplete: '–', told: 'i' } as const

/** What {@link FindingList} takes. */
export type FindingListProps = { checks: readonly AuditCheck[]; from: AuditedFrom }

/** What an audit found, one thing after the other, what is wrong first. */
export function FindingList({ checks, from }: FindingListProps) {
  const { t } = useTranslation('audit')
  const sorted = (['refuted', 'incomplete', 'confirmed'] as const).flatMap((verdict) =>
    checks.filter((check) => check.verdict === verdict),
  )
  return (
    <section aria-labelledby="findings-title">
      <h2 id="findings-title">{t('findingsTitle')}</h2>
      <ul className="plain-list findings">
        {sorted.map((check) => (
          <Finding key={check.name} check={check} from={from} />
        ))}
      </ul>
    </section>
  )
}

function Finding({ check, from }: { check: AuditCheck; from: AuditedFrom }) {
  const { t } = useTranslation('audit')
  const { t: tProposal } = useTranslation('proposal')
  const { name, verdict, summary, evidence } = check
  const [isOpen, setIsOpen] = useState(false)
  // What only this server says was not checked, however well the rest fits it.
  const isTold = name === 'chain' && verdict === 'confirmed' && from.source === 'server'
  const mark = isTold ? 'told' : verdict
  return (
    <li className={`finding finding-${mark}`}>
      <span className="finding-sign" aria-hidden="true">
        {signs[mark]}
      </span>
      <h3>
        {t(`checks.${name}.title`)}
        <span className="visually-hidden">: {t(`marks.${mark}`)}</span>
      </h3>
      <p>{describeFinding({ check, from, t, tProposal })}</p>
      <details onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}>
        <summary>
          {t('facts')}
          <span className="visually-hidden">: {t(`checks.${name}.title`)}</span>
        </summary>
        {/* What the library says, for those who look closer; the same in every language. */}
        {isOpen && (
          <>
            <p lang="en">{summary}</p>
            <pre>
              <code>{JSON.stringify(evidence, null, 2)}</code>
            </pre>
          </>
        )}
      </details>
    </li>
  )
}
