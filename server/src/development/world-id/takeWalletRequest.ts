import { RequestMalformedError } from '@psephos/lib'
import { decryptEnvelope } from './bridgeEnvelope.ts'
import type { BridgeClient } from './createBridgeClient.ts'
import type { Connector } from './parseConnectorUri.ts'
import { type WalletRequest, walletRequest } from './walletRequest.ts'

/** What {@link takeWalletRequest} takes. */
export interface TakeWalletRequestParameters {
  readonly bridge: BridgeClient
  readonly connector: Connector
}

/**
 * Takes a request from the bridge, which gives it once, and returns it decrypted; null when it is
 * not one that the development wallet understands.
 * @throws {@link RequestMalformedError} when the connector's key is not the request's.
 * @throws {@link PsephosError} `WORLD_ID_REQUEST_UNKNOWN` when the bridge has no such request, or
 * no longer.
 */
export async function takeWalletRequest(
  parameters: TakeWalletRequestParameters,
): Promise<WalletRequest | null> {
  const { bridge, connector } = parameters
  const envelope = await bridge.takeRequest(connector.requestId)
  const plaintext = decryptEnvelope({ key: connector.key, envelope })
  if (plaintext === null) {
    throw new RequestMalformedError({ path: 'k', reason: 'it is not the key of this request' })
  }
  try {
    return walletRequest.parse(JSON.parse(plaintext))
  } catch {
    return null
  }
}
