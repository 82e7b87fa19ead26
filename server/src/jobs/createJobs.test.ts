import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import type { Database } from '../storage/Database.ts'
import { databaseKinds, openTestDatabase } from '../testing/openTestDatabase.ts'
import { createJobs, type JobDefinition } from './createJobs.ts'

const logger = pino({ level: 'silent' })
const PATIENCE = { timeout: 30_000, interval: 50 }

interface Greeting {
  readonly name: string
}

describe.each(databaseKinds)('jobs on %s', (kind) => {
  let database: Database
  beforeAll(async () => {
    database = await openTestDatabase(kind)
  })
  afterAll(() => database.close())

  /** Starts a process's jobs with one kind. */
  async function start(name: string, run: JobDefinition<Greeting>['run']) {
    const jobs = createJobs({ database, logger, interval: 0.5 })
    const job = jobs.define<Greeting>({
      name,
      retries: 1,
      retryDelay: 1,
      retryDelayMax: 1,
      timeout: 30,
      run,
    })
    await jobs.start()
    onTestFinished(jobs.stop)
    return { ...job, stop: jobs.stop }
  }

  test('are done once, though two processes work and a key is sent twice', async () => {
    const done: string[] = []
    const run: JobDefinition<Greeting>['run'] = async ({ data }) => {
      done.push(data.name)
    }
    const [first, second] = [await start('once', run), await start('once', run)]
    await first.send({ name: 'Ada' }, { key: 'a' })
    await second.send({ name: 'Ada' }, { key: 'a' })
    await second.send({ name: 'Ben' })
    await vi.waitUntil(() => done.length >= 2, PATIENCE)
    await Promise.all([first.stop(), second.stop()])
    expect(done.sort()).toEqual(['Ada', 'Ben'])
  })

  test('are tried again when they fail, as often as they may be', async () => {
    const tries: [number, boolean][] = []
    const job = await start('failing', async ({ retry, isLast }) => {
      tries.push([retry, isLast])
      throw new Error('failed')
    })
    await job.send({ name: 'Ada' })
    await vi.waitUntil(() => tries.length >= 2, PATIENCE)
    expect(tries).toEqual([
      [0, false],
      [1, true],
    ])
  })

  test('are sent with the transaction that asks for them, or not at all', async () => {
    const done: string[] = []
    const job = await start('with', async ({ data }) => {
      done.push(data.name)
    })
    const { prisma } = database
    const failing = prisma.$transaction(async (transaction) => {
      await job.send({ name: 'never' }, { transaction })
      throw new Error('rolled back')
    })
    await expect(failing).rejects.toThrow('rolled back')
    await prisma.$transaction((transaction) => job.send({ name: 'Ada' }, { transaction }))
    await vi.waitUntil(() => done.length > 0, PATIENCE)
    expect(done).toEqual(['Ada'])
  })

  test('that are under way when a process stops are told, and waited for', async () => {
    const events: string[] = []
    const job = await start('slow', async ({ signal }) => {
      events.push('begun')
      await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }))
      events.push('ended')
    })
    await job.send({ name: 'Ada' })
    await vi.waitUntil(() => events.length > 0, PATIENCE)
    await job.stop()
    expect(events).toEqual(['begun', 'ended'])
  })

  test('need nothing of the database where none is defined', async () => {
    const jobs = createJobs({ database, logger })
    await jobs.start()
    await jobs.stop()
    await expect(jobs.define(never).send({})).rejects.toThrow('not started')
  })
})

test('a job whose process was killed is given to another', async () => {
  const database = await openTestDatabase()
  onTestFinished(database.close)
  if (database.engine.kind !== 'postgres') throw new Error('This is about several processes.')
  const file = fileURLToPath(new URL('../testing/holdJob.ts', import.meta.url))
  const child = spawn(process.execPath, [file, database.engine.url], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(child.stdout, 'data')
  child.kill('SIGKILL')
  await once(child, 'exit')

  const done: Greeting[] = []
  const jobs = createJobs({ database, logger, interval: 0.5, supervision: 1 })
  jobs.define<Greeting>({
    ...never,
    name: 'held',
    retries: 1,
    timeout: 600,
    run: async ({ data }) => {
      done.push(data)
    },
  })
  await jobs.start()
  onTestFinished(jobs.stop)
  // A heart that has not been heard for a minute; waiting for it would take ten seconds.
  await database.prisma.$executeRaw`
    UPDATE pgboss.job SET heartbeat_on = now() - interval '1 minute' WHERE state = 'active'`
  await vi.waitUntil(() => done.length > 0, PATIENCE)
  expect(done).toEqual([{ name: 'Ada' }])
})

const never: JobDefinition<object> = {
  name: 'never',
  retries: 0,
  retryDelay: 1,
  retryDelayMax: 1,
  timeout: 1,
  run: async () => undefined,
}
