import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setImmediate } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import {
  createTestPostgresDatabase,
  type TestPostgresDatabase,
} from '../testing/createTestPostgresDatabase.ts'
import { createLocalLocks } from './createLocalLocks.ts'
import { createPostgresLocks } from './createPostgresLocks.ts'
import type { Locks } from './Locks.ts'

let database: TestPostgresDatabase
beforeAll(async () => {
  database = await createTestPostgresDatabase({ migrated: false })
})
afterAll(() => database.drop())

const create = {
  postgres: (patience?: number): Locks =>
    createPostgresLocks({ url: database.url, ...(patience === undefined ? {} : { patience }) }),
  pglite: createLocalLocks,
}

function open(kind: keyof typeof create, patience?: number): Locks {
  const locks = create[kind](patience)
  onTestFinished(locks.close)
  return locks
}

const tryNothing = (locks: Locks, key: string) => locks.tryRun(key, async () => undefined)

describe.each(['postgres', 'pglite'] as const)('the locks of %s', (kind) => {
  test('run a task of a key while no other of that key runs', async () => {
    const locks = open(kind)
    await locks.tryRun('a', async () => {
      expect(await tryNothing(locks, 'a')).toBe(false)
      expect(await tryNothing(locks, 'b')).toBe(true)
    })
    expect(await tryNothing(locks, 'a')).toBe(true)
  })

  test('are free after a task that fails', async () => {
    const locks = open(kind)
    const failing = locks.tryRun('a', async () => {
      throw new Error('failed')
    })
    await expect(failing).rejects.toThrow('failed')
    expect(await tryNothing(locks, 'a')).toBe(true)
  })
})

describe('the locks of postgres', () => {
  test('hold between processes, and are free at once when the one that has them is killed', async () => {
    const locks = open('postgres')
    const holder = await startHolder('killed', 600_000)
    expect(await tryNothing(locks, 'killed')).toBe(false)
    holder.kill('SIGKILL')
    await expect.poll(() => tryNothing(locks, 'killed')).toBe(true)
  })

  test('are taken from a process that lives and does nothing any more', async () => {
    const locks = open('postgres')
    const holder = await startHolder('stopped', 5_000)
    holder.kill('SIGSTOP')
    expect(await tryNothing(locks, 'stopped')).toBe(false)
    await expect.poll(() => tryNothing(locks, 'stopped')).toBe(true)
  })

  test('ask the database one thing at a time, as its connection wants it', async () => {
    const locks = open('postgres')
    const warnings: Error[] = []
    const note = (warning: Error) => void warnings.push(warning)
    process.on('warning', note)
    onTestFinished(() => void process.off('warning', note))
    const keys = Array.from({ length: 12 }, (_, index) => `together ${index}`)
    const taken = await Promise.all(keys.map((key) => tryNothing(locks, key)))
    expect(taken).toEqual(keys.map(() => true))
    await setImmediate()
    expect(warnings).toEqual([])
  })

  test('tell a task when they are lost, and are taken anew on another connection', async () => {
    const locks = open('postgres')
    const client = new pg.Client({ connectionString: database.url })
    await client.connect()
    onTestFinished(() => client.end())
    await locks.tryRun('a', async (signal) => {
      const aborted = once(signal, 'abort')
      await client.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE datname = current_database() AND application_name = 'psephos locks'`,
      )
      await aborted
    })
    expect(await tryNothing(locks, 'a')).toBe(true)
  })
})

/** Starts a process and waits until it has the lock. */
async function startHolder(key: string, patience: number): Promise<ChildProcess> {
  const file = fileURLToPath(new URL('../testing/holdLock.ts', import.meta.url))
  const child = spawn(process.execPath, [file, database.url, key, String(patience)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  onTestFinished(() => {
    child.kill('SIGKILL')
  })
  await once(child.stdout, 'data')
  return child
}
