import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Steps } from '../components/Steps.tsx'
import { useFormat } from '../format/useFormat.ts'
import type { CastProgress, CastRoute } from './useCastBallot.ts'
import './CastProgressView.css'

/** What {@link CastProgressView} takes. */
export type CastProgressViewProps = {
  progress: CastProgress
  route: CastRoute
  /** Whether the ballot is made now, and not only sent. */
  isProving: boolean
  onCancel: () => void
}

/** How far a ballot is that is being cast. */
export function CastProgressView(props: CastProgressViewProps) {
  const { progress, route, isProving, onCancel } = props
  const { t } = useTranslation('voting')
  const { t: tBallot } = useTranslation('ballot')
  const view = useRef<HTMLDivElement>(null)
  const title = useRef<HTMLParagraphElement>(null)
  // The button that was pressed is gone.
  useEffect(() => {
    title.current?.focus({ preventScroll: true })
    view.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  const stages = listStages(route, isProving)
  const current = stages.indexOf(progress.stage)
  const name = (stage: CastProgress['stage']) =>
    stage === 'wallet' || stage === 'chain' ? tBallot(`stages.${stage}`) : t(`stages.${stage}`)
  return (
    <div className="cast-progress" ref={view}>
      <p className="cast-progress-title step-heading" ref={title} tabIndex={-1}>
        {t('progressTitle')}
      </p>
      <p className="visually-hidden" role="status">
        {name(progress.stage)}
      </p>
      <Steps
        label={t('progressTitle')}
        steps={stages.map((stage, index) => ({
          key: stage,
          text: name(stage),
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

/** What happens, in order. */
function listStages(route: CastRoute, isProving: boolean): CastProgress['stage'][] {
  const proving = isProving ? (['group', 'artifacts', 'proof'] as const) : []
  return route === 'wallet' ? ['wallet', ...proving, 'chain'] : [...proving, 'send']
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
