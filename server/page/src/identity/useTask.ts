import { useEffect, useRef, useState } from 'react'

/** One thing that a person has asked for, and how it goes. */
export type Task = {
  /** Does it, unless it is being done. Its failure is in `error`. */
  run(work: (signal: AbortSignal) => Promise<void>): void
  isRunning: boolean
  error: unknown
  /** Forgets the failure. */
  reset(): void
}

/**
 * Runs work that deals with secrets: a mutation's cache would keep what goes in and out of it. Leaving
 * the page aborts it.
 */
export function useTask(): Task {
  const [error, setError] = useState<unknown>(null)
  const [isRunning, setIsRunning] = useState(false)
  const running = useRef<AbortController | null>(null)
  useEffect(() => () => running.current?.abort(), [])
  return {
    run(work) {
      if (running.current !== null) return
      const controller = new AbortController()
      running.current = controller
      setError(null)
      setIsRunning(true)
      work(controller.signal)
        .catch((failure: unknown) => {
          if (!controller.signal.aborted) setError(failure)
        })
        .finally(() => {
          running.current = null
          setIsRunning(false)
        })
    },
    isRunning,
    error,
    reset: () => setError(null),
  }
}
