import { findRunningBuild, findServedBuild } from './findServedBuild.ts'
import { recoverPart } from './recoverPart.ts'

/**
 * Loads a part of the page in the midst of something: as `loadPart`, but the page is never loaded anew,
 * which would lose what the person has begun.
 * @throws {@link PageOutdatedError} {@link PartUnavailableError}
 */
export function requirePart<Part>(load: () => Promise<Part>): Promise<Part> {
  return recoverPart({
    load,
    running: findRunningBuild(),
    findServed: findServedBuild,
    claimReload: () => false,
    reload: () => {},
  })
}
