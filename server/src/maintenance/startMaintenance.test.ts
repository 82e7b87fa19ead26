import { pino } from 'pino'
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import type { Database } from '../storage/Database.ts'
import { openTestDatabase } from '../testing/openTestDatabase.ts'
import { startMaintenance } from './startMaintenance.ts'

let database: Database
beforeAll(async () => {
  database = await openTestDatabase()
})
afterAll(() => database.close())

const DAY = 24 * 60 * 60 * 1_000

test('what is over is deleted once an hour, by one of several processes', async () => {
  const { prisma } = database
  const document = '{"title":"A garden?"}'
  const [old, young] = [new Date(Date.now() - 15 * DAY), new Date()]
  await prisma.metadata.create({ data: { cid: 'old', document, createdAt: old } })
  await prisma.metadata.create({ data: { cid: 'young', document, createdAt: young } })
  await prisma.metadata.create({
    data: { cid: 'kept', document, createdAt: old, referenced: true },
  })
  const logger = pino({ level: 'silent' })
  const start = () => startMaintenance({ ...database, logger, interval: 0.5 })
  for (const { stop } of [await start(), await start()]) onTestFinished(stop)

  const read = () =>
    prisma.$queryRaw<{ state: string; late: boolean }[]>`
      SELECT state::text, start_after > now() + interval '1 minute' AS late
      FROM pgboss.job WHERE name = 'maintenance' ORDER BY start_after`
  await vi.waitUntil(async () => (await read())[0]?.state === 'completed', {
    timeout: 30_000,
    interval: 50,
  })
  expect(
    await prisma.metadata.findMany({ select: { cid: true }, orderBy: { cid: 'asc' } }),
  ).toEqual([{ cid: 'kept' }, { cid: 'young' }])
  expect(await read()).toMatchObject([{ state: 'completed' }, { state: 'created' }])
})
