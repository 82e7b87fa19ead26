import { PsephosError, ServerUnavailableError } from '@psephos/lib'
import { type BridgeEnvelope, bridgeEnvelope } from './bridgeEnvelope.ts'

const TIMEOUT = 10_000

/** A wallet's end of the bridge. */
export interface BridgeClient {
  /**
   * Takes a request from the bridge, which gives it once.
   * @throws {@link PsephosError} `WORLD_ID_REQUEST_UNKNOWN` when the bridge has none, or no longer.
   * @throws {@link ServerUnavailableError} when the bridge does not answer.
   */
  readonly takeRequest: (requestId: string) => Promise<BridgeEnvelope>
  /**
   * Gives the bridge the answer to a request.
   * @throws {@link PsephosError} `WORLD_ID_REQUEST_UNKNOWN` when nobody waits for it, or no longer.
   * @throws {@link ServerUnavailableError} when the bridge does not answer.
   */
  readonly putResponse: (requestId: string, envelope: BridgeEnvelope) => Promise<void>
}

/**
 * Returns a wallet's end of the bridge at the origin of a URL; like IDKit it passes over the URL's
 * path.
 */
export function createBridgeClient(bridgeUrl: string): BridgeClient {
  const send = async (path: string, init: RequestInit = {}): Promise<Response> => {
    let response: Response
    try {
      const signal = AbortSignal.timeout(TIMEOUT)
      response = await fetch(new URL(path, bridgeUrl), { ...init, signal })
    } catch (cause) {
      throw new ServerUnavailableError({ baseUrl: bridgeUrl, reason: 'no answer' }, { cause })
    }
    if (response.ok) return response
    if (response.status < 500) throw createUnknownRequestError()
    throw new ServerUnavailableError({
      baseUrl: bridgeUrl,
      reason: `it answers with status ${response.status}`,
    })
  }

  return {
    takeRequest: async (requestId) => {
      const response = await send(`/request/${requestId}`)
      return bridgeEnvelope.parse(await response.json())
    },
    putResponse: async (requestId, envelope) => {
      await send(`/response/${requestId}`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(envelope),
      })
    },
  }
}

function createUnknownRequestError(): PsephosError {
  return new PsephosError(
    'WORLD_ID_REQUEST_UNKNOWN',
    'The bridge has no such request: it was opened elsewhere, answered, or made 15 minutes ago.',
  )
}
