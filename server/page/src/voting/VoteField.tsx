import { NumberField } from '@base-ui/react/number-field'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { limitVotes } from './limitVotes.ts'
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

/**
 * A language in which the decimal separator is a comma: both it and a point then part the whole votes
 * from what is rounded, whatever the page's language. Whole numbers without groups look the same in all.
 */
const LOCALE = 'de'

/** Votes on one option: fewer, more, or a number, and what they cost. */
export function VoteField(props: VoteFieldProps) {
  const { t } = useTranslation('voting')
  const { option, value, affordable, largest, onChange } = props
  const costId = useId()
  const limitId = useId()
  /** What one could afford when a number was too large for it; null while none is. */
  const [limit, setLimit] = useState<number | null>(null)
  const votes = value ?? 0

  function change(typed: number | null): void {
    const taken = typed === null ? null : limitVotes(typed, affordable)
    // Less than a whole vote is rounded, which is no limit.
    const isTooMuch = typed !== null && taken !== limitVotes(typed, Number.MAX_SAFE_INTEGER)
    setLimit(isTooMuch ? affordable : null)
    onChange(taken)
  }

  return (
    <div className="vote">
      <NumberField.Root
        value={value}
        min={-affordable}
        max={affordable}
        // A vote cannot be split, whatever key is held.
        smallStep={1}
        // So that what was typed is known here, and why it is not taken can be said.
        allowOutOfRange
        format={{ maximumFractionDigits: 0, useGrouping: false }}
        locale={LOCALE}
        onValueChange={change}
      >
        <NumberField.Group className="vote-group">
          <NumberField.Decrement className="vote-step" aria-label={t('less', { option })}>
            −
          </NumberField.Decrement>
          <NumberField.Input
            className={`vote-input ${votes > 0 ? 'vote-for' : votes < 0 ? 'vote-against' : ''}`}
            aria-label={t('votesOn', { option })}
            aria-describedby={`${costId} ${limitId}`}
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
      {/* Here before there is anything to say, so that it is read out; past once other votes are fewer. */}
      <p id={limitId} role="status" className="vote-limit">
        {limit === affordable && (limit === 0 ? t('limitNone') : t('limit', { most: limit }))}
      </p>
    </div>
  )
}
