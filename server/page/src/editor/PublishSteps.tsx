import { useTranslation } from 'react-i18next'
import { type Step, Steps } from '../components/Steps.tsx'
import { useFormat } from '../format/useFormat.ts'
import type { PublishProgress } from './publishWritten.ts'

/** What {@link PublishSteps} takes. */
export type PublishStepsProps = {
  /** Null once the transaction is mined. */
  progress: PublishProgress | null
  isMember: boolean
  /** The transaction, once there is one. */
  transaction: string | null
  onCancel: () => void
}

const accountStages = ['wallet', 'host', 'confirm', 'mine', 'index'] as const
const memberStages = [
  'wallet',
  'host',
  'group',
  'artifacts',
  'proof',
  'confirm',
  'mine',
  'index',
] as const

/** How far a publication is. */
export function PublishSteps({ progress, isMember, transaction, onCancel }: PublishStepsProps) {
  const { t } = useTranslation('editor')
  const format = useFormat()
  const stages = isMember ? memberStages : accountStages
  const current = stages.findIndex((stage) => stage === (progress?.stage ?? 'index'))
  const steps = stages.map(
    (stage, index): Step => ({
      key: stage,
      text: t(`publish.stages.${stage}`),
      state: index < current ? 'done' : index === current ? 'current' : 'ahead',
      ...(stage === 'artifacts' && progress?.stage === 'artifacts'
        ? { note: t('publish.loaded', { loaded: format.megabytes(progress.loaded) }) }
        : {}),
      ...(stage === 'mine' && transaction !== null ? { note: <code>{transaction}</code> } : {}),
    }),
  )
  // What a wallet was asked, only the wallet can take back.
  const canCancel = ['wallet', 'host', 'group', 'artifacts', 'proof'].includes(
    progress?.stage ?? 'index',
  )
  const stage = stages[current]
  return (
    <>
      <p className="visually-hidden" role="status">
        {stage === undefined ? '' : t(`publish.stages.${stage}`)}
      </p>
      <Steps label={t('publish.steps')} steps={steps} />
      {canCancel ? (
        <button type="button" className="button button-quiet" onClick={onCancel}>
          {t('publish.cancel')}
        </button>
      ) : (
        <p className="field-hint">{t('publish.leave')}</p>
      )}
    </>
  )
}
