import { useTranslation } from 'react-i18next'
import './QuickVotes.css'

/** What {@link QuickVotes} takes. */
export type QuickVotesProps = {
  /** What is voted on: the only option there is. */
  option: string
  /** Null while the field is empty. */
  value: number | null
  /** The most votes that the credits pay for. */
  largest: number
  onChange: (value: number) => void
}

/**
 * For, against or neither, each with all that one has: with one option there is nothing else to spend
 * credits on. The field beside it still takes any number.
 */
export function QuickVotes({ option, value, largest, onChange }: QuickVotesProps) {
  const { t } = useTranslation('voting')
  const choices = [
    ['for', largest],
    ['against', -largest],
    ['abstain', 0],
  ] as const
  return (
    <fieldset className="quick-votes">
      <legend className="visually-hidden">{t('quick.label', { option })}</legend>
      {choices.map(([choice, votes]) => (
        <button
          key={choice}
          type="button"
          className={`button button-quiet button-small quick-vote quick-vote-${choice}`}
          aria-pressed={(value ?? 0) === votes}
          onClick={() => onChange(votes)}
        >
          {t(`quick.${choice}`)}
        </button>
      ))}
    </fieldset>
  )
}
