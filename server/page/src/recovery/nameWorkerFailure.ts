import { ProverFailedError } from '@psephos/lib'
import { PageOutdatedError, PartUnavailableError } from '../errors/pageErrors.ts'
import { findRunningBuild, findServedBuild } from './findServedBuild.ts'

/**
 * Names why a worker ended with an `error` event: its program failed, which the event tells of, or
 * could not be loaded, which it does not.
 */
export async function nameWorkerFailure(
  event: Pick<ErrorEvent, 'message'>,
  { running = findRunningBuild(), findServed = findServedBuild } = {},
): Promise<ProverFailedError | PageOutdatedError | PartUnavailableError> {
  const { message } = event
  if (typeof message === 'string' && message !== '') {
    return new ProverFailedError({ reason: message })
  }
  const served = await findServed()
  const isOutdated = served !== null && running !== null && served !== running
  if (isOutdated) return new PageOutdatedError()
  return new PartUnavailableError(served === null ? 'unreachable' : 'missing')
}
