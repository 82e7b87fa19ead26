import { NumberField } from '@base-ui/react/number-field'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { findLocale } from '../format/findLocale.ts'
import { VoteSquare } from './VoteSquare.tsx'
import './VoteField.css'

/** What {@link VoteField} takes. */
export type VoteFieldProps = {
  /** What is voted on. */
  option: string
  /** Null while the field is empty. */
  value: number | null
  /** The most votes, for or against, that the remaining credits pay for. */
  affordable: number
  /** The most votes that all the credits would pay for. */
  largest: number
  onChange: (value: number | null) => void
}

/** Votes on one option: fewer, more, or a number, and what they cost. */
export function VoteField(props: VoteFieldProps) {
  const { t, i18n } = useTranslation('voting')
  const { option, value, affordable, largest, onChange } = props
  const costId = useId()
  const votes = value ?? 0
  return (
    <div className="vote">
      <NumberField.Root
        value={value}
        min={-affordable}
        max={affordable}
        // A vote cannot be split, whatever key is held.
        smallStep={1}
        format={{ maximumFractionDigits: 0 }}
        locale={findLocale(i18n.language)}
        onValueChange={onChange}
      >
        <NumberField.Group className="vote-group">
          <NumberField.Decrement className="vote-step" aria-label={t('less', { option })}>
            −
          </NumberField.Decrement>
          <NumberField.Input
            className={`vote-input ${votes > 0 ? 'vote-for' : votes < 0 ? 'vote-against' : ''}`}
            aria-label={t('votesOn', { option })}
            aria-describedby={costId}
            onFocus={(event) => event.currentTarget.select()}
            onBlur={() => value === null && onChange(0)}
          />
          <NumberField.Increment className="vote-step" aria-label={t('more', { option })}>
            +
          </NumberField.Increment>
        </NumberField.Group>
      </NumberField.Root>
      <div className="vote-cost">
        <VoteSquare votes={votes} largest={largest} />
        <span id={costId}>
          {votes === 0
            ? t('costNothing')
            : t('cost', { votes: Math.abs(votes), count: votes ** 2 })}
        </span>
      </div>
    </div>
  )
}
