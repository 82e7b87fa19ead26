import { vi } from 'vitest'

/**
 * Puts an empty storage in the place of a browser's, until `vi.unstubAllGlobals`, and returns what it
 * holds. As in a browser, what is kept are properties of its own.
 */
export function stubStorage(name: 'localStorage' | 'sessionStorage'): Record<string, string> {
  const items: Record<string, string> = {}
  const storage = new Proxy(items, {
    get: (_, key) => {
      if (key === 'getItem') return (item: string) => items[item] ?? null
      if (key === 'setItem') return (item: string, text: string) => Reflect.set(items, item, text)
      if (key === 'removeItem') return (item: string) => Reflect.deleteProperty(items, item)
      return Reflect.get(items, key)
    },
  })
  vi.stubGlobal(name, storage)
  return items
}
