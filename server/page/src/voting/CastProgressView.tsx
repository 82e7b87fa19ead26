import { Steps } from '../components/Steps.tsx'
import { formatMegabytes } from '../format/formatNumber.ts'
import { messages } from '../messages.ts'
import type { CastProgress } from './castBallot.ts'
import './CastProgressView.css'

const stages = ['group', 'artifacts', 'proof', 'send'] as const

/** What {@link CastProgressView} takes. */
export type CastProgressViewProps = { progress: CastProgress; onCancel: () => void }

/** How far a ballot is that is being cast. */
export function CastProgressView({ progress, onCancel }: CastProgressViewProps) {
  const { voting } = messages
  const current = stages.indexOf(progress.stage)
  return (
    <div className="cast-progress">
      <p className="cast-progress-title">{voting.progressTitle}</p>
      <p className="visually-hidden" role="status">
        {voting.stages[progress.stage]}
      </p>
      <Steps
        label={voting.progressTitle}
        steps={stages.map((stage, index) => ({
          key: stage,
          text: voting.stages[stage],
          state: index < current ? 'done' : index === current ? 'current' : 'ahead',
          ...(stage === 'artifacts' &&
            progress.stage === 'artifacts' && { note: <Loaded {...progress} /> }),
        }))}
      />
      <p className="soft">{voting.progressNote}</p>
      <button type="button" className="button button-quiet" onClick={onCancel}>
        {voting.cancel}
      </button>
    </div>
  )
}

function Loaded({ loaded, total }: { loaded: number; total: number | null }) {
  const text = messages.voting.loaded(
    formatMegabytes(loaded),
    total === null ? null : formatMegabytes(total),
  )
  return (
    <>
      {text}
      {total !== null && (
        <progress
          className="cast-progress-bar"
          value={loaded}
          max={total}
          aria-label={messages.voting.stages.artifacts}
        />
      )}
    </>
  )
}
