import { RequestMalformedError } from '@psephos/lib'
import { BoundedMap } from './BoundedMap.ts'
import type { BridgeClient } from './createBridgeClient.ts'
import { findRefusal, type RefusalCode } from './findRefusal.ts'
import { type Connector, parseConnectorUri } from './parseConnectorUri.ts'
import { takeWalletRequest } from './takeWalletRequest.ts'
import type { WalletRequest } from './walletRequest.ts'

const MAX_REQUESTS = 1000
const MAX_NONCES = 10_000

/** A request taken from the bridge: one that a person may decide, or one that must be refused. */
export type TakenRequest = { readonly connector: Connector } & (
  | { readonly request: WalletRequest; readonly refusal: null }
  | { readonly refusal: RefusalCode }
)

/** What {@link createWalletInbox} takes. */
export interface CreateWalletInboxParameters {
  readonly bridge: BridgeClient
  readonly relyingParties: ReadonlyMap<string, string>
  /** Milliseconds since 1970. */
  readonly now: () => number
}

/**
 * Returns a function that takes the request at a connector URI from the bridge and checks it. The
 * bridge gives a request once, so the inbox keeps it: a page that is loaded again finds it here.
 */
export function createWalletInbox(
  parameters: CreateWalletInboxParameters,
): (connectorUri: string) => Promise<TakenRequest> {
  const { bridge, relyingParties, now } = parameters
  const requests = new BoundedMap<string, Promise<TakenRequest>>(MAX_REQUESTS)
  const nonces = new BoundedMap<bigint, true>(MAX_NONCES)

  const take = async (connector: Connector): Promise<TakenRequest> => {
    const request = await takeWalletRequest({ bridge, connector })
    if (request === null) return { connector, refusal: 'malformed_request' }
    const seconds = Math.floor(now() / 1000)
    const refusal = findRefusal({ request, relyingParties, nonces, now: seconds })
    if (refusal !== null) return { connector, refusal }
    nonces.set(request.proof_request.nonce, true)
    return { connector, request, refusal }
  }

  return async (connectorUri) => {
    const connector = parseConnectorUri(connectorUri)
    const { requestId, key } = connector
    const known = requests.get(requestId)
    if (known === undefined) {
      const taking = take(connector)
      requests.set(requestId, taking)
      taking.catch(() => requests.delete(requestId))
      return taking
    }
    if (Buffer.compare((await known).connector.key, key) !== 0) {
      throw new RequestMalformedError({ path: 'k', reason: 'it is not the key of this request' })
    }
    return known
  }
}
