import * as z from 'zod'

/** In the tab's own storage, which ends with it: the builds for which it was loaded anew. */
const RELOADED = 'psephos.reloaded'
/** How many of them are known; behind one name there are never so many at once. */
const MOST_BUILDS = 10

const builds = z.array(z.string())

/**
 * Tells whether a tab may be loaded anew for a build, once for each: where servers with different
 * builds answer in turn, it would otherwise go back and forth between them for ever.
 */
export function claimReload(
  build: string,
  findStorage: () => Pick<Storage, 'getItem' | 'setItem'> = () => sessionStorage,
): boolean {
  try {
    const storage = findStorage()
    const known = readBuilds(storage.getItem(RELOADED))
    if (known.includes(build)) return false
    storage.setItem(RELOADED, JSON.stringify([...known, build].slice(-MOST_BUILDS)))
    return true
  } catch {
    // Where the browser keeps nothing, nobody could tell how often the page has loaded itself anew.
    return false
  }
}

function readBuilds(text: string | null): string[] {
  try {
    return builds.parse(JSON.parse(text ?? '[]'))
  } catch {
    return []
  }
}
