import { getFieldId, useProblem } from './EditorProblems.ts'

/** What {@link SelectField} takes. */
export type SelectFieldProps = {
  /** Its name among the problems. */
  field: string
  label: string
  value: string
  options: readonly { value: string; label: string }[]
  onChange: (value: string) => void
}

/** A choice of one among some. */
export function SelectField({ field, label, value, options, onChange }: SelectFieldProps) {
  const { sentence, touch } = useProblem(field)
  const id = getFieldId(field)
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        className="text-input"
        value={value}
        aria-invalid={sentence !== null}
        aria-describedby={sentence === null ? undefined : `${id}-problem`}
        onBlur={touch}
        onChange={(event) => onChange(event.currentTarget.value)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      {sentence !== null && (
        <p id={`${id}-problem`} className="field-problem">
          {sentence}
        </p>
      )}
    </div>
  )
}
