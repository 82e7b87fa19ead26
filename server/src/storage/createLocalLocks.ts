import type { Locks } from './Locks.ts'

/** Creates the locks of an embedded database, which no other process may have open. */
export function createLocalLocks(): Locks {
  const held = new Set<string>()
  const { signal } = new AbortController()
  return {
    tryRun: async (key, task) => {
      if (held.has(key)) return false
      held.add(key)
      try {
        await task(signal)
        return true
      } finally {
        held.delete(key)
      }
    },
    close: async () => undefined,
  }
}
