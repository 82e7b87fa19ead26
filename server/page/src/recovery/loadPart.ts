import { findRunningBuild, findServedBuild } from './findServedBuild.ts'
import { recoverPart } from './recoverPart.ts'

/** In the tab's own storage, which ends with it: the build for which it was loaded anew. */
const RELOADED = 'psephos.reloaded'

/**
 * Loads a part of the page that has a file of its own, for `lazy` of React: {@link recoverPart}.
 * To be used where nothing is lost when the page is loaded anew, as on the way to another one; elsewhere
 * `requirePart`.
 * @throws {@link PageOutdatedError} {@link PartUnavailableError}
 */
export function loadPart<Part>(load: () => Promise<Part>): Promise<Part> {
  return recoverPart({
    load,
    running: findRunningBuild(),
    findServed: findServedBuild,
    claimReload,
    reload: () => location.reload(),
  })
}

function claimReload(build: string): boolean {
  try {
    if (sessionStorage.getItem(RELOADED) === build) return false
    sessionStorage.setItem(RELOADED, build)
    return true
  } catch {
    // Where the browser keeps nothing, nobody could tell how often the page has loaded itself anew.
    return false
  }
}
