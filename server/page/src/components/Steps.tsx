import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import './Steps.css'

/** One step of several that follow each other. */
export type Step = {
  key: string
  text: ReactNode
  state: 'done' | 'current' | 'ahead'
  /** A second line. */
  note?: ReactNode
}

/** What {@link Steps} takes. */
export type StepsProps = { label: string; steps: Step[] }

/** Steps in order, and which of them is done. */
export function Steps({ label, steps }: StepsProps) {
  const { t } = useTranslation('common')
  return (
    <ol className="plain-list steps" aria-label={label}>
      {steps.map(({ key, text, state, note }) => (
        <li
          key={key}
          className={`step step-${state}`}
          aria-current={state === 'current' ? 'step' : undefined}
        >
          <span className="step-text">
            {text}
            {state === 'done' && <span className="visually-hidden"> {t('done')}</span>}
          </span>
          {note !== undefined && <span className="step-note">{note}</span>}
        </li>
      ))}
    </ol>
  )
}
