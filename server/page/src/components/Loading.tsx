import { messages } from '../messages.ts'

/** Stands where something will be in a moment. It stays invisible for that moment. */
export function Loading({ label = messages.loading }: { label?: string }) {
  return (
    <p className="loading" role="status">
      {label}
    </p>
  )
}
