import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Database } from '../storage/openDatabase.ts'
import { openTestDatabase } from '../testing/openTestDatabase.ts'
import { createRateLimits } from './createRateLimits.ts'

const secret = new Uint8Array(32).fill(7)
const limits = {
  read: { points: 3, seconds: 60 },
  chain: { points: 2, seconds: 60 },
  write: { points: 2, seconds: 60 },
  refused: { points: 2, seconds: 60 },
}
const [ADA, BEN] = ['203.0.113.1', '203.0.113.2']

let database: Database
beforeAll(async () => {
  database = await openTestDatabase()
})
beforeEach(async () => {
  await database.prisma.rateLimit.deleteMany()
})
afterAll(async () => {
  await database.close()
})

const start = () => createRateLimits({ prisma: database.prisma, secret, limits })
const tooMany = { code: 'TOO_MANY_REQUESTS', details: { retryAfter: 60 } }

describe('createRateLimits', () => {
  test('counts what each client reads, and forgets nobody over another', async () => {
    const { admit } = start()
    for (let count = 0; count < 3; count += 1) await admit('read', ADA)
    await expect(admit('read', ADA)).rejects.toMatchObject(tooMany)
    await admit('read', BEN)
  })

  test('lets clients ask the chain as much as each may, and all of them no more than ten may', async () => {
    const { admit } = start()
    const name = (client: number) => `198.51.100.${client}`
    for (let client = 0; client < 10; client += 1) {
      await admit('chain', name(client))
      await admit('chain', name(client))
    }
    await expect(admit('chain', name(0))).rejects.toMatchObject(tooMany)
    await expect(admit('chain', name(10))).rejects.toMatchObject({
      code: 'SERVER_BUSY',
      details: { retryAfter: 60 },
    })
    await admit('read', name(0))
  })

  test('counts every question to the chain that a request takes', async () => {
    const { admit } = start()
    await admit('chain', ADA, 2)
    await expect(admit('chain', ADA)).rejects.toMatchObject(tooMany)
    await expect(admit('chain', BEN, 3)).rejects.toMatchObject(tooMany)
  })

  test('counts what a client writes through all processes', async () => {
    const [one, other] = [start(), start()]
    await one.admit('write', ADA)
    await other.admit('write', ADA)
    await expect(one.admit('write', ADA)).rejects.toMatchObject(tooMany)
    await expect(other.admit('write', ADA)).rejects.toMatchObject(tooMany)
    await other.admit('write', BEN)
  })

  test('counts requests at the same moment one by one', async () => {
    const { admit } = start()
    await admit('write', ADA)
    const results = await Promise.allSettled([1, 2, 3].map(() => admit('write', ADA)))
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })

  test('lets those pass without end who are never refused', async () => {
    const { admit, blame } = start()
    for (let count = 0; count < 10; count += 1) await admit('refused', ADA)
    await blame('refused', ADA)
    await admit('refused', ADA)
    await blame('refused', ADA)
    // It was under way when the one before was counted.
    await expect(blame('refused', ADA)).rejects.toMatchObject(tooMany)
    await expect(admit('refused', ADA)).rejects.toMatchObject(tooMany)
    await admit('refused', BEN)
  })

  test('counts no refusal twice where the request itself was counted', async () => {
    const { admit, blame } = start()
    await admit('write', ADA)
    await blame('write', ADA)
    await admit('write', ADA)
  })

  test('begins anew when the window is over', async () => {
    const { prisma } = database
    await start().admit('write', ADA)
    await start().admit('write', ADA)
    await prisma.rateLimit.updateMany({ data: { expire: new Date(0) } })
    await start().admit('write', ADA)
  })

  test('leaves no address in the database, and none that can be guessed without the secret', async () => {
    await start().admit('write', ADA)
    const other = createRateLimits({ prisma: database.prisma, secret: new Uint8Array(32), limits })
    await other.admit('write', ADA)
    const keys = (await database.prisma.rateLimit.findMany()).map(({ key }) => key)
    expect(new Set(keys).size).toBe(2)
    for (const key of keys) expect(key).not.toContain('203')
  })
})
