import { claimReload } from './claimReload.ts'
import { findRunningBuild, findServedBuild } from './findServedBuild.ts'
import { recoverPart } from './recoverPart.ts'

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
    claimReload: (build) => claimReload(build),
    reload: () => location.reload(),
  })
}
