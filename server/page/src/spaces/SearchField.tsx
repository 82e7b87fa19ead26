import { useEffect, useId, useRef, useState } from 'react'
import './SearchField.css'

/** What {@link SearchField} takes. */
export type SearchFieldProps = {
  label: string
  value: string
  onSearch: (words: string) => void
}

/** For how many milliseconds nobody types before it is searched. */
const PAUSE = 300
/** What the server takes. */
const LONGEST = 200

/** A field whose words are searched for as they are typed. */
export function SearchField({ label, value, onSearch }: SearchFieldProps) {
  const id = useId()
  const [typed, setTyped] = useState(value)
  const asked = useRef(value)

  // Another address, such as that of the page before, brings other words.
  useEffect(() => {
    if (value === asked.current) return
    asked.current = value
    setTyped(value)
  }, [value])

  const search = (words: string) => {
    const trimmed = words.trim()
    if (trimmed === asked.current) return
    asked.current = trimmed
    onSearch(trimmed)
  }
  const latest = useRef(search)
  latest.current = search
  useEffect(() => {
    const timer = setTimeout(() => latest.current(typed), PAUSE)
    return () => clearTimeout(timer)
  }, [typed])

  return (
    <search className="search-field">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          search(typed)
        }}
      >
        <label className="visually-hidden" htmlFor={id}>
          {label}
        </label>
        <input
          id={id}
          type="search"
          className="text-input"
          placeholder={label}
          value={typed}
          maxLength={LONGEST}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      </form>
    </search>
  )
}
