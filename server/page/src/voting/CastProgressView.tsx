import { useTranslation } from 'react-i18next'
import { Steps } from '../components/Steps.tsx'
import { useFormat } from '../format/useFormat.ts'
import type { CastProgress } from './castBallot.ts'
import './CastProgressView.css'

const stages = ['group', 'artifacts', 'proof', 'send'] as const

/** What {@link CastProgressView} takes. */
export type CastProgressViewProps = { progress: CastProgress; onCancel: () => void }

/** How far a ballot is that is being cast. */
export function CastProgressView({ progress, onCancel }: CastProgressViewProps) {
  const { t } = useTranslation('voting')
  const current = stages.indexOf(progress.stage)
  return (
    <div className="cast-progress">
      <p className="cast-progress-title">{t('progressTitle')}</p>
      <p className="visually-hidden" role="status">
        {t(`stages.${progress.stage}`)}
      </p>
      <Steps
        label={t('progressTitle')}
        steps={stages.map((stage, index) => ({
          key: stage,
          text: t(`stages.${stage}`),
          state: index < current ? 'done' : index === current ? 'current' : 'ahead',
          ...(stage === 'artifacts' &&
            progress.stage === 'artifacts' && { note: <Loaded {...progress} /> }),
        }))}
      />
      <p className="soft">{t('progressNote')}</p>
      <button type="button" className="button button-quiet" onClick={onCancel}>
        {t('cancel')}
      </button>
    </div>
  )
}

function Loaded({ loaded, total }: { loaded: number; total: number | null }) {
  const { t } = useTranslation('voting')
  const format = useFormat()
  const text =
    total === null
      ? t('loaded', { loaded: format.megabytes(loaded) })
      : t('loadedOf', { loaded: format.megabytes(loaded), total: format.megabytes(total) })
  return (
    <>
      {text}
      {total !== null && (
        <progress
          className="cast-progress-bar"
          value={loaded}
          max={total}
          aria-label={t('stages.artifacts')}
        />
      )}
    </>
  )
}
