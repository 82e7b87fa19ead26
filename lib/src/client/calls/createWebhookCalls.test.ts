import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { encodeSpaceAuthorization } from '../../space/encodeSpaceAuthorization.ts'
import { type AnsweringServer, startAnsweringServer } from '../../testing/startAnsweringServer.ts'
import { createWebhookCalls, type WebhookCalls } from './createWebhookCalls.ts'

const authorization = {
  signer: `0x${'aa'.repeat(20)}`,
  issuedAt: 1,
  expiresAt: 2,
  signature: '0x12',
}

let server: AnsweringServer
let calls: WebhookCalls
beforeAll(async () => {
  server = await startAnsweringServer()
  calls = createWebhookCalls(server.requests)
})
afterAll(() => server.close())

describe('createWebhookCalls', () => {
  test('sends the signature in the body where there is one, and else in a header', async () => {
    const webhook = { url: 'https://example.org/hook', events: ['proposal.created' as const] }
    const times = { createdAt: 1, failingSince: null, disabledAt: null }
    const created = { id: '1', ...webhook, ...times, secret: 'whsec_x' }
    server.answerWith(created, 201)
    expect(await calls.createWebhook({ space: 'garden', webhook, authorization })).toEqual(created)
    expect(server.received).toEqual({
      method: 'POST',
      url: '/api/v1/spaces/garden/webhooks',
      body: { webhook, authorization },
    })
    expect(server.authorization).toBeUndefined()

    server.answerWith({ webhooks: [] })
    expect(await calls.listWebhooks({ space: 'garden', authorization })).toEqual([])
    expect(server.received).toEqual({
      method: 'GET',
      url: '/api/v1/spaces/garden/webhooks',
      body: '',
    })
    expect(server.authorization).toBe(encodeSpaceAuthorization(authorization))
  })

  test('lists the deliveries of a webhook and deletes it', async () => {
    const named = { space: 'garden', webhook: 'a/b', authorization }
    server.answerWith({ deliveries: [] })
    expect(await calls.listWebhookDeliveries(named)).toEqual([])
    const url = '/api/v1/spaces/garden/webhooks/a%2Fb'
    expect(server.received).toEqual({ method: 'GET', url: `${url}/deliveries`, body: '' })
    server.answerWithText('', 204)
    expect(await calls.deleteWebhook(named)).toBeUndefined()
    expect(server.received).toEqual({ method: 'DELETE', url, body: '' })
    expect(server.authorization).toBe(encodeSpaceAuthorization(authorization))
  })
})
