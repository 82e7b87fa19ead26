import { BoundedMap } from './BoundedMap.ts'
import { encryptEnvelope } from './bridgeEnvelope.ts'
import { createBridgeClient } from './createBridgeClient.ts'
import { createDisclosures } from './createDisclosures.ts'
import { createWalletInbox, type TakenRequest } from './createWalletInbox.ts'
import type {
  DevelopmentWallet,
  DevelopmentWalletParameters,
  WalletOutcome,
} from './DevelopmentWallet.ts'
import { encodeProofResponse } from './encodeProofResponse.ts'
import type { RefusalCode } from './findRefusal.ts'
import { generateNullifier } from './generateNullifier.ts'
import type { Connector } from './parseConnectorUri.ts'
import type { WalletRequest } from './walletRequest.ts'

/** World ID's app discloses a nullifier again during this many milliseconds. */
const GRACE = 600_000
const MAX_OUTCOMES = 1000

/**
 * Returns a wallet that plays World ID's app for pretend people. Like the app it verifies who asks,
 * answers a nonce once, and discloses a nullifier once, with a grace in which it may be disclosed
 * again. What it remembers stands in memory, bounded: a restart forgets it.
 * @example
 * const relyingParties = { rp_0123456789abcdef: computeAddress(signingKey) }
 * const wallet = createDevelopmentWallet({ walletKey, bridgeUrl, relyingParties })
 * await wallet.answerWorldIdRequest({ connectorUri, person: 1 })
 * // { approved: true, person: 1, nullifier: 123…n }
 */
export function createDevelopmentWallet(
  parameters: DevelopmentWalletParameters,
): DevelopmentWallet {
  const { walletKey, grace = GRACE, now = Date.now } = parameters
  const bridge = createBridgeClient(parameters.bridgeUrl)
  const relyingParties = new Map(Object.entries(parameters.relyingParties))
  const takeOnce = createWalletInbox({ bridge, relyingParties, now })
  const outcomes = new BoundedMap<string, Promise<WalletOutcome>>(MAX_OUTCOMES)
  const disclosures = createDisclosures({ grace, now })

  const getNullifier = (request: WalletRequest, person: number): bigint => {
    const { rp_id: rpId, action } = request.proof_request
    return generateNullifier({ walletKey, person, rpId, action })
  }

  const respond = async ({ key, requestId }: Connector, plaintext: string): Promise<void> => {
    await bridge.putResponse(requestId, encryptEnvelope({ key, plaintext }))
  }

  const refuse = async (connector: Connector, errorCode: RefusalCode): Promise<WalletOutcome> => {
    await respond(connector, JSON.stringify({ error_code: errorCode }))
    return { approved: false, errorCode }
  }

  const approve = async (
    connector: Connector,
    request: WalletRequest,
    person: number,
  ): Promise<WalletOutcome> => {
    const nullifier = getNullifier(request, person)
    if (disclosures.isReplay(nullifier)) return refuse(connector, 'nullifier_replayed')
    await respond(connector, encodeProofResponse({ request, walletKey, nullifier }))
    disclosures.record(nullifier)
    return { approved: true, person, nullifier }
  }

  /** Ends a request the first time, and returns how it ended each time after. */
  const settle = (taken: TakenRequest, end: () => Promise<WalletOutcome>) => {
    const { requestId } = taken.connector
    const known = outcomes.get(requestId)
    if (known !== undefined) return known
    const outcome = end()
    outcomes.set(requestId, outcome)
    // Where the answer did not reach the bridge, it may be tried again.
    outcome.catch(() => outcomes.delete(requestId))
    return outcome
  }

  return {
    openWorldIdRequest: async (connectorUri) => {
      const taken = await takeOnce(connectorUri)
      const { connector, refusal } = taken
      if (refusal !== null) {
        return { outcome: await settle(taken, () => refuse(connector, refusal)) }
      }
      const outcome = outcomes.get(connector.requestId)
      return outcome === undefined
        ? { request: taken.request, outcome: null }
        : { outcome: await outcome }
    },
    answerWorldIdRequest: async (answer) => {
      const taken = await takeOnce(answer.connectorUri)
      const { connector, refusal } = taken
      return settle(taken, () => {
        if (refusal !== null) return refuse(connector, refusal)
        if (answer.decline) return refuse(connector, 'user_rejected')
        return approve(connector, taken.request, answer.person)
      })
    },
    hasDisclosed: ({ request, person }) => disclosures.has(getNullifier(request, person)),
  }
}
