import { PageOutdatedError, PartUnavailableError } from '../errors/pageErrors.ts'

/** What {@link recoverPart} takes: the browser, as far as it is about builds. */
export type RecoverPartParameters<Part> = {
  load: () => Promise<Part>
  /** Which build runs here; null in development. */
  running: string | null
  /** Which build the server has; null when it does not answer. */
  findServed: () => Promise<string | null>
  /** Says once for each build that the page may be loaded anew for it. */
  claimReload: (build: string) => boolean
  reload: () => void
}

/**
 * Loads a part of the page. When its file is gone because the server has a newer build, the page is
 * loaded anew, where the browser asks for what that build has: once for each build, so that a
 * broken one is no loop. What failed on the way is tried once more.
 * @throws {@link PageOutdatedError} when loading the page anew did not help.
 * @throws {@link PartUnavailableError} when there is no way to the server.
 */
export async function recoverPart<Part>(parameters: RecoverPartParameters<Part>): Promise<Part> {
  const { load, running, findServed, claimReload, reload } = parameters
  try {
    return await load()
  } catch (cause) {
    const served = await findServed()
    if (served === null) throw new PartUnavailableError('unreachable', { cause })
    if (served === running || running === null) {
      return load().catch((again: unknown) => {
        throw new PartUnavailableError('missing', { cause: again })
      })
    }
    if (!claimReload(served)) throw new PageOutdatedError({ cause })
    reload()
    // This page is on its way out: it has nothing more to say.
    return new Promise<never>(() => {})
  }
}
