import { RequestMalformedError, ServerUnavailableError } from '@psephos/lib'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  type RunningDevelopmentWorldId,
  requestWithIdKit,
  serveFileUrls,
  startDevelopmentWorldId,
  walletKey,
} from '../../testing/startDevelopmentWorldId.ts'
import { createDevelopmentWallet } from './createDevelopmentWallet.ts'

let worldId: RunningDevelopmentWorldId

beforeAll(serveFileUrls)
beforeEach(async () => {
  worldId = await startDevelopmentWorldId()
})
afterEach(() => worldId.close())

const ask = async (changed?: Parameters<typeof worldId.createRequest>[0]) =>
  (await requestWithIdKit(worldId.createRequest(changed))).connectorURI

describe('openWorldIdRequest', () => {
  test('returns the request, as often as asked', async () => {
    const connectorUri = await ask()
    const opened = await worldId.wallet.openWorldIdRequest(connectorUri)
    expect(opened).toMatchObject({ request: { app_id: 'app_staging_psephos' }, outcome: null })
    expect(await worldId.wallet.openWorldIdRequest(connectorUri)).toEqual(opened)
  })

  test('returns how a request ended once it has', async () => {
    const connectorUri = await ask()
    const outcome = await worldId.wallet.answerWorldIdRequest({ connectorUri, person: 1 })
    expect(await worldId.wallet.openWorldIdRequest(connectorUri)).toEqual({ outcome })
  })

  test('answers at once what nobody can approve', async () => {
    worldId.advance(301_000)
    expect(await worldId.wallet.openWorldIdRequest(await ask({ ttl: 300 }))).toEqual({
      outcome: { approved: false, errorCode: 'rp_signature_expired' },
    })
  })

  test('refuses a second request with the same nonce', async () => {
    const request = worldId.createRequest()
    const [first, second] = [await requestWithIdKit(request), await requestWithIdKit(request)]
    expect(await worldId.wallet.openWorldIdRequest(first.connectorURI)).toMatchObject({
      outcome: null,
    })
    expect(await worldId.wallet.openWorldIdRequest(second.connectorURI)).toEqual({
      outcome: { approved: false, errorCode: 'duplicate_nonce' },
    })
  })

  test('knows nothing of a request that another wallet has opened', async () => {
    const connectorUri = await ask()
    const parameters = { walletKey, bridgeUrl: worldId.origin, relyingParties: {} }
    await createDevelopmentWallet(parameters).openWorldIdRequest(connectorUri)
    await expect(worldId.wallet.openWorldIdRequest(connectorUri)).rejects.toMatchObject({
      code: 'WORLD_ID_REQUEST_UNKNOWN',
    })
  })

  test('knows nothing of a request that nobody made', async () => {
    const connectorUri = changeQuery(await ask(), 'i', '3f0e4b6e-7b3a-4b57-a5a4-63a1a1a7a7a7')
    await expect(worldId.wallet.openWorldIdRequest(connectorUri)).rejects.toMatchObject({
      code: 'WORLD_ID_REQUEST_UNKNOWN',
    })
  })

  test.each(['before', 'after'])('refuses another key %s the request is opened', async (when) => {
    const connectorUri = await ask()
    if (when === 'after') await worldId.wallet.openWorldIdRequest(connectorUri)
    const otherKey = changeQuery(connectorUri, 'k', Buffer.alloc(32).toString('base64'))
    await expect(worldId.wallet.openWorldIdRequest(otherKey)).rejects.toThrow(RequestMalformedError)
  })

  test('talks to its own bridge whatever the URI names', async () => {
    const connectorUri = changeQuery(await ask(), 'b', 'http://localhost:1')
    expect(await worldId.wallet.openWorldIdRequest(connectorUri)).toMatchObject({ outcome: null })
  })

  test('says that the bridge does not answer', async () => {
    const connectorUri = await ask()
    const wallet = createDevelopmentWallet({
      walletKey,
      bridgeUrl: 'http://localhost:1',
      relyingParties: {},
    })
    await expect(wallet.openWorldIdRequest(connectorUri)).rejects.toThrow(ServerUnavailableError)
  })
})

describe('answerWorldIdRequest', () => {
  test('answers once: a second decision changes nothing', async () => {
    const connectorUri = await ask()
    const outcome = await worldId.wallet.answerWorldIdRequest({ connectorUri, person: 1 })
    expect(outcome).toMatchObject({ approved: true, person: 1 })
    const again = [{ person: 2 }, { decline: true }] as const
    for (const decision of again) {
      expect(await worldId.wallet.answerWorldIdRequest({ connectorUri, ...decision })).toBe(outcome)
    }
  })

  test('lets a person try again when the answer did not arrive', async () => {
    const connectorUri = await ask({ ttl: 1800 })
    await worldId.wallet.openWorldIdRequest(connectorUri)
    worldId.advance(900_000)
    const decide = () => worldId.wallet.answerWorldIdRequest({ connectorUri, person: 1 })
    await expect(decide()).rejects.toMatchObject({ code: 'WORLD_ID_REQUEST_UNKNOWN' })
    worldId.advance(-900_000)
    await expect(decide()).resolves.toMatchObject({ approved: true })
  })

  test('counts a disclosure from the first one', async () => {
    const disclose = async () =>
      worldId.wallet.answerWorldIdRequest({ connectorUri: await ask({ ttl: 1800 }), person: 1 })
    await disclose()
    worldId.advance(400_000)
    expect(await disclose()).toMatchObject({ approved: true })
    worldId.advance(400_000)
    expect(await disclose()).toEqual({ approved: false, errorCode: 'nullifier_replayed' })
  })
})

describe('hasDisclosed', () => {
  test('is true of the person who approved this action, and of nobody else', async () => {
    const connectorUri = await ask()
    const opened = await worldId.wallet.openWorldIdRequest(connectorUri)
    if (opened.outcome !== null) throw new Error('The request must be open')
    const people = () =>
      [1, 2].map((person) => worldId.wallet.hasDisclosed({ request: opened.request, person }))
    expect(people()).toEqual([false, false])
    await worldId.wallet.answerWorldIdRequest({ connectorUri, person: 2 })
    expect(people()).toEqual([false, true])
  })
})

function changeQuery(uri: string, name: string, value: string): string {
  const url = new URL(uri)
  url.searchParams.set(name, value)
  return url.href
}
