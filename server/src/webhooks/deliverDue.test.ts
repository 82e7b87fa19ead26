import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Database } from '../storage/openDatabase.ts'
import { databaseKinds, openTestDatabase } from '../testing/openTestDatabase.ts'
import { deliverDue } from './deliverDue.ts'
import { getRetryDelay } from './getRetryDelay.ts'
import { postWebhook } from './postWebhook.ts'

const address = `0x${'ab'.repeat(20)}`
const space = {
  id: 'garden',
  name: 'The Garden',
  chainId: 1,
  deploymentBlock: 0,
  governor: address,
  group: address,
  issuer: address,
  timelock: address,
}
const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`
const payload = JSON.stringify({ type: 'proposal.opened', data: { title: 'A "pond"? 池' } })
const DAY = 24 * 60 * 60 * 1_000

let database: Database
let receiver: Server
let port: number
let status = 204
let received: { url: string; headers: IncomingHttpHeaders; body: string }[] = []

beforeAll(async () => {
  receiver = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString()
      received.push({ url: request.url ?? '', headers: request.headers, body })
      if (status === 0) return
      response.writeHead(status, { location: '/elsewhere' })
      response.end('x'.repeat(1_000_000))
    })
  })
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve))
  port = (receiver.address() as AddressInfo).port
})
afterAll(async () => {
  receiver.closeAllConnections()
  receiver.close()
})
beforeEach(() => {
  status = 204
  received = []
})

const now = Date.now()

/** Puts deliveries to one webhook on their way, due now. */
async function queue({ id = 'wh_1', count = 1, createdAt = new Date(now) } = {}): Promise<void> {
  const { prisma } = database
  const events = ['proposal.opened']
  const url = `http://localhost:${port}/hook/${id}`
  await prisma.webhook.create({
    data: { id, spaceId: 'garden', url, events, secret, createdAt },
  })
  for (let index = 0; index < count; index += 1) {
    const activity = await prisma.activity.create({
      data: { spaceId: 'garden', proposalId: `${id}-${index}`, event: 'proposal.opened', at: 1 },
    })
    await prisma.webhookDelivery.create({
      data: {
        id: `msg_${id}_${index}`,
        webhookId: id,
        activityId: activity.id,
        payload,
        createdAt,
        dueAt: createdAt,
      },
    })
  }
}
const deliver = (at = now, timeout = 5_000) =>
  deliverDue({ prisma: database.prisma, allowLocal: true, now: at, timeout })
const readDelivery = () => database.prisma.webhookDelivery.findFirstOrThrow()
const readWebhook = () => database.prisma.webhook.findFirstOrThrow()

describe.each(databaseKinds)('deliverDue on %s', (kind) => {
  beforeAll(async () => {
    database = await openTestDatabase(kind)
  })
  afterAll(() => database.close())
  beforeEach(async () => {
    const { prisma } = database
    await prisma.space.deleteMany()
    await prisma.space.create({ data: space })
  })

  test('sends what is due, signed as Standard Webhooks has it', async () => {
    await queue()
    expect(await deliver()).toBe(1)
    const [one] = received
    expect(one?.headers['webhook-id']).toBe('msg_wh_1_0')
    const headers = Object.fromEntries(
      Object.entries(one?.headers ?? {}).map(([name, value]) => [name, String(value)]),
    )
    expect(new Webhook(secret).verify(one?.body ?? '', headers)).toEqual(JSON.parse(payload))
    expect(() => new Webhook(secret).verify(`${one?.body} `, headers)).toThrow('signature')
    expect(await readDelivery()).toMatchObject({ delivered: true, dueAt: null, attempts: 1 })
    expect(await deliver(now + DAY)).toBe(0)
  })

  test('sends each delivery once, however many processes look at the same time', async () => {
    for (const id of ['wh_1', 'wh_2', 'wh_3']) await queue({ id, count: 3 })
    const counts = await Promise.all([deliver(), deliver(), deliver()])
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(9)
    expect(new Set(received.map(({ headers }) => headers['webhook-id'])).size).toBe(9)
    expect(received).toHaveLength(9)
  })

  test('gives no webhook all the turns', async () => {
    await queue({ id: 'wh_busy', count: 20, createdAt: new Date(now - 1_000) })
    await queue({ id: 'wh_other' })
    await deliver()
    expect(received.filter(({ url }) => url === '/hook/wh_busy')).toHaveLength(3)
    expect(received.filter(({ url }) => url === '/hook/wh_other')).toHaveLength(1)
  })

  test.each([
    ['refuses', 500, 'it refuses', 500],
    ['redirects', 302, 'it redirects, which is not followed', 302],
    ['does not answer', 0, 'it does not answer in time', null],
  ])('tries again later when the receiver %s', async (_case, answer, failure, lastStatus) => {
    await queue()
    status = answer
    await deliver(now, 200)
    const { dueAt, ...row } = await readDelivery()
    expect(row).toMatchObject({ delivered: false, lastFailure: failure, lastStatus, attempts: 1 })
    const delay = (dueAt?.getTime() ?? 0) - now
    expect(delay).toBeGreaterThanOrEqual(3_750)
    expect(delay).toBeLessThanOrEqual(6_250)
    expect(received.map(({ url }) => url)).toEqual(['/hook/wh_1'])
    expect((await readWebhook()).failingSince).toEqual(new Date(now))
    status = 200
    await deliver(now + 10_000)
    expect(await readDelivery()).toMatchObject({ delivered: true, attempts: 2, lastFailure: null })
    expect((await readWebhook()).failingSince).toBeNull()
  })

  test('gives a delivery up after three days, and the webhook after five', async () => {
    await queue({ createdAt: new Date(now - 3 * DAY) })
    status = 503
    await deliver()
    expect(await readDelivery()).toMatchObject({ delivered: false, dueAt: null })
    expect(await readWebhook()).toMatchObject({ disabledAt: null })
    await database.prisma.webhook.updateMany({ data: { failingSince: new Date(now - 6 * DAY) } })
    await database.prisma.webhookDelivery.updateMany({ data: { dueAt: new Date(now) } })
    await deliver()
    expect(await readWebhook()).toMatchObject({ disabledAt: new Date(now) })
  })

  test('disables a webhook that says it is gone, with all that waits', async () => {
    await queue({ count: 5 })
    status = 410
    await deliver()
    expect((await readWebhook()).disabledAt).toEqual(new Date(now))
    expect(await database.prisma.webhookDelivery.count({ where: { dueAt: null } })).toBe(5)
    expect(await deliver(now + DAY)).toBe(0)
    expect(received).toHaveLength(3)
  })

  test('takes up what a process left when it died', async () => {
    await queue()
    const data = { attempts: 1, dueAt: new Date(now + 60_000) }
    await database.prisma.webhookDelivery.updateMany({ data })
    expect(await deliver(now + 59_000)).toBe(0)
    expect(await deliver(now + 60_000)).toBe(1)
    expect(await readDelivery()).toMatchObject({ delivered: true, attempts: 2 })
  })

  test('asks anew where a name leads, and calls no private address', async () => {
    await queue()
    await database.prisma.webhook.updateMany({ data: { url: `https://hooks.example:${port}/` } })
    const lookup = async () => [{ address: '127.0.0.1', family: 4 }]
    await deliverDue({ prisma: database.prisma, allowLocal: true, now, lookup })
    expect(received).toEqual([])
    expect((await readDelivery()).lastFailure).toContain('is not of the public internet')
  })
})

describe('postWebhook', () => {
  test('connects to the address it is given, whatever the name', async () => {
    const url = new URL(`http://hooks.example:${port}/pinned`)
    const pinned = { address: '127.0.0.1', family: 4 }
    const answer = await postWebhook({
      url,
      address: pinned,
      headers: {},
      body: '{}',
      timeout: 5_000,
    })
    expect(answer).toBe(204)
    expect(received).toMatchObject([{ url: '/pinned', headers: { host: `hooks.example:${port}` } }])
  })
})

describe('getRetryDelay', () => {
  test('grows fourfold up to twelve hours, with a quarter of chance', () => {
    expect([1, 2, 3, 7, 8, 30].map((attempts) => getRetryDelay(attempts, 0.5))).toEqual([
      5_000, 20_000, 80_000, 20_480_000, 43_200_000, 43_200_000,
    ])
    expect([getRetryDelay(1, 0), getRetryDelay(1, 1)]).toEqual([3_750, 6_250])
  })
})
