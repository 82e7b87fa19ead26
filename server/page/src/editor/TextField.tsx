import type { HTMLAttributes } from 'react'
import { useTranslation } from 'react-i18next'
import { getFieldId, useProblem } from './EditorProblems.ts'

/** What {@link TextField} takes. */
export type TextFieldProps = {
  /** Its name among the problems. */
  field: string
  label: string
  hint?: string
  value: string
  /** The most that is kept of what is typed. */
  maxLength?: number
  /** How many lines are shown; one that cannot become more, if absent. */
  rows?: number
  inputMode?: HTMLAttributes<HTMLElement>['inputMode']
  /** For what is read letter by letter: addresses and bytes. */
  isCode?: boolean
  /** The most that it may have, if how much it has is to be seen. */
  counted?: number
  onChange: (value: string) => void
}

/** A field with its name above, and what is wrong with it below. */
export function TextField(props: TextFieldProps) {
  const { field, label, hint, value, maxLength, rows, inputMode, isCode, counted, onChange } = props
  const { t } = useTranslation('editor')
  const { sentence, touch } = useProblem(field)
  const id = getFieldId(field)
  const described = [
    hint === undefined ? '' : `${id}-hint`,
    sentence === null ? '' : `${id}-problem`,
  ].filter((each) => each !== '')
  const common = {
    id,
    value,
    maxLength,
    inputMode,
    className: isCode ? 'text-input text-input-code' : 'text-input',
    spellCheck: isCode ? false : undefined,
    autoComplete: 'off',
    autoCapitalize: isCode ? 'none' : undefined,
    'aria-invalid': sentence !== null,
    'aria-describedby': described.length === 0 ? undefined : described.join(' '),
    onBlur: touch,
  }
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {hint !== undefined && (
        <p id={`${id}-hint`} className="field-hint">
          {hint}
        </p>
      )}
      {rows === undefined ? (
        <input type="text" {...common} onChange={(event) => onChange(event.currentTarget.value)} />
      ) : (
        <textarea
          {...common}
          rows={rows}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )}
      {counted !== undefined && value.length > counted * 0.8 && (
        <p className="field-count">{t('counted', { count: value.length, most: counted })}</p>
      )}
      {sentence !== null && (
        <p id={`${id}-problem`} className="field-problem">
          {sentence}
        </p>
      )}
    </div>
  )
}
