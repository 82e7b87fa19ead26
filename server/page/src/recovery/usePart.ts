import { useRef, useState } from 'react'
import { requirePart } from './requirePart.ts'

/** A part of the page that is loaded when somebody needs it. */
export type PartState<Part> = {
  /** Null until it is here. */
  part: Part | null
  /** Why it could not be loaded, or null. */
  error: unknown
  /** Loads it, unless it is here or under way. */
  load: () => void
}

/** A part that is loaded in the midst of something: where that fails, nothing is lost and it can be tried again. */
export function usePart<Part>(load: () => Promise<Part>): PartState<Part> {
  const [part, setPart] = useState<Part | null>(null)
  const [error, setError] = useState<unknown>(null)
  const isLoading = useRef(false)
  return {
    part,
    error,
    load() {
      if (part !== null || isLoading.current) return
      isLoading.current = true
      setError(null)
      requirePart(load)
        // A part may be a function, which React would call.
        .then((loaded) => setPart(() => loaded), setError)
        .finally(() => {
          isLoading.current = false
        })
    },
  }
}
