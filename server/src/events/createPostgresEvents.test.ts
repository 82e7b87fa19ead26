import pg from 'pg'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { startPostgres, type TestPostgres } from '../testing/startPostgres.ts'
import { createPostgresEvents } from './createPostgresEvents.ts'
import type { Events, ServerEvent } from './Events.ts'

let postgres: TestPostgres
let url: string
let operator: pg.Client

beforeAll(async () => {
  postgres = await startPostgres()
  url = postgres.urlOf('postgres')
  operator = new pg.Client({ connectionString: url })
  await operator.connect()
})
afterAll(async () => {
  await operator.end()
  await postgres.stop()
})

/** Events of one process, and what it has heard. */
async function open(): Promise<{ events: Events; heard: ServerEvent[] }> {
  const events = createPostgresEvents({ url, logger: pino({ level: 'silent' }), retryAfter: 20 })
  onTestFinished(events.close)
  const heard: ServerEvent[] = []
  events.subscribe((event) => heard.push(event))
  await expect.poll(() => countListeners()).toBeGreaterThan(0)
  return { events, heard }
}

async function countListeners(): Promise<number> {
  const { rowCount } = await operator.query(
    "SELECT 1 FROM pg_stat_activity WHERE query = 'LISTEN psephos_events'",
  )
  return rowCount ?? 0
}

const event = { kind: 'received', proposal: '7' } as const

describe('createPostgresEvents', () => {
  test('reach every process of a database once, the one that tells them too', async () => {
    const [one, two] = [await open(), await open()]
    await expect.poll(() => countListeners()).toBe(2)
    one.events.publish(event)
    await expect.poll(() => [one.heard, two.heard]).toEqual([[event], [event]])
  })

  test('are no longer heard by whoever left', async () => {
    const { events, heard } = await open()
    const left: ServerEvent[] = []
    events.subscribe((each) => left.push(each))()
    events.publish(event)
    await expect.poll(() => heard).toEqual([event])
    expect(left).toEqual([])
  })

  test('are heard again after the connection broke, with word that some may be missed', async () => {
    const { events, heard } = await open()
    await operator.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query = 'LISTEN psephos_events'",
    )
    await expect.poll(() => heard).toContainEqual({ kind: 'missed' })
    events.publish(event)
    await expect.poll(() => heard).toContainEqual(event)
  })

  test('pass over what they do not know', async () => {
    const { events, heard } = await open()
    for (const payload of ['hello', '{"kind":"other"}', '']) {
      await operator.query("SELECT pg_notify('psephos_events', $1)", [payload])
    }
    events.publish(event)
    await expect.poll(() => heard).toEqual([event])
  })

  test('reach their own process where there is no database', async () => {
    const events = createPostgresEvents({
      url: 'postgresql://nobody:nothing@127.0.0.1:1/none',
      logger: pino({ level: 'silent' }),
      retryAfter: 20,
    })
    const heard: ServerEvent[] = []
    events.subscribe((each) => heard.push(each))
    events.publish(event)
    expect(heard).toEqual([event])
    await events.close()
  })
})
