import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import express from 'express'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createErrorHandler } from '../http/createErrorHandler.ts'
import { listen } from '../http/listen.ts'
import { createTestPostgresDatabase } from '../testing/createTestPostgresDatabase.ts'
import type { Database } from './Database.ts'
import { isDatabaseAway } from './isDatabaseAway.ts'
import { openDatabase } from './openDatabase.ts'

/** Stands between the server and its database, to be cut. */
async function startWire({ port: farPort, hostname }: URL) {
  const sockets = new Set<Socket>()
  const server = createServer((near) => {
    const far = connect(Number(farPort), hostname)
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(one)
      one.pipe(other)
      one.on('error', () => other.destroy())
      one.on('close', () => other.destroy())
    }
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as AddressInfo
  const cut = () => {
    for (const socket of sockets) socket.destroy()
    sockets.clear()
  }
  return {
    port,
    cut,
    close: async () => {
      const closed = once(server, 'close')
      server.close()
      cut()
      await closed
    },
    open: () => once(server.listen(port, '127.0.0.1'), 'listening'),
  }
}

let database: Database
let wire: Awaited<ReturnType<typeof startWire>>
let drop: () => Promise<void>
beforeAll(async () => {
  const own = await createTestPostgresDatabase({ migrated: true })
  drop = own.drop
  const url = new URL(own.url)
  wire = await startWire(url)
  url.port = String(wire.port)
  database = await openDatabase({ url: url.href, connections: 4 })
})
afterAll(async () => {
  await database.close()
  await wire.close().catch(() => undefined)
  await drop()
})

const failureOf = (question: Promise<unknown>): Promise<unknown> =>
  question.then(
    () => null,
    (error: unknown) => error,
  )
/** Asks for what takes longer than any test; returns once the database is at it. */
async function sleep(): Promise<{ failure: Promise<unknown> }> {
  const failure = failureOf(database.prisma.$queryRaw`SELECT 1 AS one FROM pg_sleep(300)`)
  await expect.poll(countSleepers).toBe(1)
  return { failure }
}
async function countSleepers(): Promise<number> {
  const sleepers = await database.prisma.$queryRaw<unknown[]>`
    SELECT pid FROM pg_stat_activity
    WHERE query LIKE '%pg_sleep(300)%' AND state = 'active' AND pid <> pg_backend_pid()`
  return sleepers.length
}

describe('isDatabaseAway', () => {
  test('is true for a connection that the server ends, and for one that is cut', async () => {
    const ended = await sleep()
    await database.prisma.$queryRaw`
      SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE query LIKE '%pg_sleep(300)%' AND pid <> pg_backend_pid()`
    expect(isDatabaseAway(await ended.failure)).toBe(true)
    const cut = await sleep()
    wire.cut()
    expect(isDatabaseAway(await cut.failure)).toBe(true)
    // The pool has learnt of the other connection's end, too.
    await expect.poll(() => failureOf(database.prisma.$queryRaw`SELECT 1 AS one`)).toBeNull()
  })

  test('is false for what the database has refused', async () => {
    const { prisma } = database
    await prisma.rateLimit.create({ data: { key: 'k', points: 1 } })
    const unique = failureOf(prisma.rateLimit.create({ data: { key: 'k', points: 2 } }))
    const wrong = failureOf(prisma.$queryRaw`SELECT 1 / 0 AS nothing`)
    for (const failure of [await unique, await wrong, new Error('Something else.'), null]) {
      expect(isDatabaseAway(failure)).toBe(false)
    }
  })

  test('makes requests come back later, until the database is there again', async () => {
    const listener = await listen({ host: '127.0.0.1', port: 0 })
    const app = express()
    app.get('/', async (_request, response) => {
      response.json(await database.prisma.space.count())
    })
    app.use(createErrorHandler({ logger: pino({ level: 'silent' }), chainId: 1, bodyLimit: 1 }))
    listener.serve(app)
    const get = () => fetch(`http://127.0.0.1:${listener.port}/`)
    try {
      await wire.close()
      const away = await get()
      expect([away.status, away.headers.get('retry-after')]).toEqual([503, '2'])
      const { error } = (await away.json()) as { error: { code: string } }
      expect(error.code).toBe('SERVER_BUSY')
      await wire.open()
      expect((await get()).status).toBe(200)
    } finally {
      await listener.close()
    }
  })
})
