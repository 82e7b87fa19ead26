import {
  DevelopmentWorldIDVerifier__factory,
  deployDevelopmentWorldIdVerifier,
  hashAction,
  hashSignal,
  rpIdToUint64,
  verifyWorldIdResult,
  type WireWorldIdRequest,
  wireWorldIdResult,
} from '@psephos/lib'
import { IDKitErrorCodes } from '@worldcoin/idkit-core'
import { computeAddress, JsonRpcProvider } from 'ethers'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  type RunningDevelopmentWorldId,
  requestWithIdKit,
  rpId,
  serveFileUrls,
  startDevelopmentWorldId,
  walletKey,
} from '../../testing/startDevelopmentWorldId.ts'
import { type LocalChain, startLocalChain } from '../startLocalChain.ts'
import { encryptEnvelope } from './bridgeEnvelope.ts'
import { createBridgeClient } from './createBridgeClient.ts'
import { parseConnectorUri } from './parseConnectorUri.ts'

let worldId: RunningDevelopmentWorldId
let chain: LocalChain
let provider: JsonRpcProvider

beforeAll(async () => {
  serveFileUrls()
  chain = await startLocalChain({ stateFile: null, port: 0 })
  provider = new JsonRpcProvider(chain.rpcUrl, undefined, { staticNetwork: true })
})
afterAll(async () => {
  provider.destroy()
  await chain.stop()
})

beforeEach(async () => {
  worldId = await startDevelopmentWorldId()
})
afterEach(() => worldId.close())

describe('createDevelopmentWorldId, asked through IDKit', () => {
  test('proves a pretend person, whom the development verifier believes', async () => {
    const request = worldId.createRequest({ commitment: 42n })
    const outcome = await prove(request, 1)
    const credential = verifyCompletion(request, outcome)
    expect(credential.nonce).toBe(BigInt(request.rpContext.nonce))

    const signer = await provider.getSigner()
    const verifier = DevelopmentWorldIDVerifier__factory.connect(
      await deployDevelopmentWorldIdVerifier({ signer, wallet: computeAddress(walletKey) }),
      signer,
    )
    const verify = (signal: string) =>
      verifier.verify(
        credential.nullifier,
        hashAction(request.action),
        rpIdToUint64(rpId),
        credential.nonce,
        hashSignal(signal),
        credential.expiresAtMin,
        1,
        0,
        [...credential.proof],
      )
    await expect(verify(request.signal)).resolves.toBeDefined()
    await expect(verify(worldId.createRequest({ commitment: 43n }).signal)).rejects.toMatchObject({
      revert: { name: 'ProofInvalid' },
    })
  })

  test('gives a person one nullifier per action and people different ones', async () => {
    const nullifier = async (person: number, epoch: bigint) => {
      const request = worldId.createRequest({ epoch })
      return verifyCompletion(request, await prove(request, person)).nullifier
    }
    const [first, again, otherAction, otherPerson] = [
      await nullifier(2, 0n),
      await nullifier(2, 0n),
      await nullifier(2, 1n),
      await nullifier(3, 0n),
    ]
    expect(again).toBe(first)
    expect(new Set([first, otherAction, otherPerson]).size).toBe(3)
  })

  test('tells IDKit that a person declined', async () => {
    const idKit = await requestWithIdKit(worldId.createRequest())
    const { connectorURI: connectorUri } = idKit
    await worldId.wallet.answerWorldIdRequest({ connectorUri, decline: true })
    expect(await idKit.pollUntilCompletion({ pollInterval: 1 })).toEqual({
      success: false,
      error: 'user_rejected',
    })
  })

  test('tells IDKit that the relying party did not sign', async () => {
    const request = worldId.createRequest({ signingKey: `0x${'33'.repeat(32)}` })
    expect(await prove(request, 4)).toEqual({ success: false, error: 'invalid_rp_signature' })
  })

  test('tells IDKit that a person did this before, once the grace is over', async () => {
    expect(await prove(worldId.createRequest({ epoch: 9n }), 5)).toMatchObject({ success: true })
    worldId.advance(600_000)
    const atTheEdge = worldId.createRequest({ epoch: 9n, ttl: 1800 })
    expect(await prove(atTheEdge, 5)).toMatchObject({ success: true })
    worldId.advance(1)
    const beyond = worldId.createRequest({ epoch: 9n, ttl: 1800 })
    expect(await prove(beyond, 5)).toEqual({ success: false, error: 'nullifier_replayed' })
  })

  test.each(Object.values(IDKitErrorCodes))('carries %s to IDKit', async (code) => {
    const idKit = await requestWithIdKit(worldId.createRequest())
    const { key, requestId } = parseConnectorUri(idKit.connectorURI)
    const envelope = encryptEnvelope({ key, plaintext: JSON.stringify({ error_code: code }) })
    await createBridgeClient(worldId.origin).putResponse(requestId, envelope)
    // World App has no reason to say these: IDKit finds them out itself, or the page does.
    const isLocal = ['timeout', 'cancelled', 'invalid_rp_id_format'].includes(code)
    expect(await idKit.pollUntilCompletion({ pollInterval: 1 })).toEqual({
      success: false,
      error: isLocal ? 'generic_error' : code,
    })
  })

  test('shows IDKit whether the wallet has opened the request', async () => {
    const idKit = await requestWithIdKit(worldId.createRequest())
    expect(await idKit.pollOnce()).toMatchObject({ type: 'waiting_for_connection' })
    await worldId.wallet.openWorldIdRequest(idKit.connectorURI)
    expect(await idKit.pollOnce()).toMatchObject({ type: 'awaiting_confirmation' })
  })
})

async function prove(request: WireWorldIdRequest, person: number) {
  const idKit = await requestWithIdKit(request)
  await worldId.wallet.answerWorldIdRequest({ connectorUri: idKit.connectorURI, person })
  return idKit.pollUntilCompletion({ pollInterval: 1 })
}

function verifyCompletion(
  request: WireWorldIdRequest,
  completion: Awaited<ReturnType<typeof prove>>,
) {
  expect(completion).toMatchObject({ success: true })
  const result = wireWorldIdResult.parse('result' in completion && completion.result)
  const issued = { ...request, nonce: request.rpContext.nonce }
  return verifyWorldIdResult({ request: issued, result, issuerSchemaId: 1 })
}
