import type { WireProposal } from '@psephos/lib'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { Notice } from '../components/Notice.tsx'
import { useSecrecy } from '../server/queries.ts'
import './SecrecyNote.css'

/** What {@link SecrecyNote} takes. */
export type SecrecyNoteProps = {
  proposal: Pick<WireProposal, 'id' | 'space'>
  /** Whether it is known that ballots can be forged with the keys of the circuits. */
  isDevelopment: boolean
}

/** What it means that ballots are secret, for whoever is about to vote. */
export default function SecrecyNote({ proposal, isDevelopment }: SecrecyNoteProps) {
  const { t } = useTranslation('secrecy')
  const { data } = useSecrecy(proposal.id)
  return (
    <div className="secrecy-note">
      <Notice tone="plain" title={t('title')}>
        <p>{t('lead')}</p>
        <details>
          <summary className="summary-link">{t('what')}</summary>
          <p>{t('does')}</p>
          {data !== undefined && (
            <p>
              {t('trustees', {
                threshold: data.committee.threshold,
                trustees: data.committee.trustees.length,
              })}{' '}
              <Link href={`/spaces/${proposal.space}/trustees`}>{t('page.link')}</Link>
            </p>
          )}
          <p>{t('doesNot')}</p>
          <p>{t('forgets')}</p>
        </details>
      </Notice>
      {isDevelopment && (
        <Notice tone="development">
          <p>{t('development')}</p>
        </Notice>
      )}
    </div>
  )
}
