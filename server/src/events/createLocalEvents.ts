import type { Events, Listener } from './Events.ts'

/**
 * Returns events that stay in this process: all that an embedded database needs, which no other
 * process can have open.
 */
export function createLocalEvents(): Events {
  const listeners = new Set<Listener>()
  return {
    publish: (event) => {
      for (const listener of listeners) listener(event)
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: async () => listeners.clear(),
  }
}
