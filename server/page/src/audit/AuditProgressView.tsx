import type { AuditProgress } from '@psephos/lib'
import { useTranslation } from 'react-i18next'
import { Steps } from '../components/Steps.tsx'

/** In the order in which an audit goes through them. */
const phases = ['members', 'ballots', 'blocks', 'proofs', 'verification'] as const

/** What {@link AuditProgressView} takes. */
export type AuditProgressViewProps = {
  /** Null before the first answer. */
  progress: AuditProgress | null
  /** Whether a chain is read: else there is nothing to do but to verify. */
  isReading: boolean
  onCancel: () => void
}

/** How far an audit is. */
export function AuditProgressView({ progress, isReading, onCancel }: AuditProgressViewProps) {
  const { t } = useTranslation('audit')
  const shown = isReading ? phases : phases.slice(-1)
  const current = progress === null ? -1 : shown.indexOf(progress.phase)
  return (
    <div className="card audit-progress">
      <p className="audit-progress-title">{t('progress.title')}</p>
      <p className="visually-hidden" role="status">
        {progress === null ? t('progress.begin') : t(`phases.${progress.phase}`)}
      </p>
      <Steps
        label={t('progress.title')}
        steps={shown.map((phase, index) => ({
          key: phase,
          text: t(`phases.${phase}`),
          state: index < current ? 'done' : index === Math.max(0, current) ? 'current' : 'ahead',
          ...(index === current && progress !== null && { note: <Count {...progress} /> }),
        }))}
      />
      <p className="soft">{t('progress.note')}</p>
      <button type="button" className="button button-quiet" onClick={onCancel}>
        {t('cancel')}
      </button>
    </div>
  )
}

function Count({ phase, done, total }: AuditProgress) {
  const { t } = useTranslation('audit')
  return (
    <>
      <progress
        className="audit-progress-bar"
        value={done}
        max={Math.max(1, total)}
        aria-label={t(`phases.${phase}`)}
      />
      {t('progress.count', { done, total })}
    </>
  )
}
