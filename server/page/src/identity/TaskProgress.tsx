import { useId } from 'react'

/** What {@link TaskProgress} takes. */
export type TaskProgressProps = {
  label: string
  /** From 0 to 1. */
  value: number
}

/** How much of something that takes seconds is done. */
export function TaskProgress({ label, value }: TaskProgressProps) {
  const id = useId()
  return (
    <div className="task-progress">
      <p id={id} role="status">
        {label}
      </p>
      <progress value={value} max={1} aria-labelledby={id} />
    </div>
  )
}
