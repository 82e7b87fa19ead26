import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import type { Database } from '../storage/Database.ts'
import { databaseKinds, openTestDatabase } from '../testing/openTestDatabase.ts'
import { startRounds } from './startRounds.ts'

describe.each(databaseKinds)('rounds on %s', (kind) => {
  let database: Database
  beforeAll(async () => {
    database = await openTestDatabase(kind)
  })
  afterAll(() => database.close())

  const start = (key: string, run: (signal: AbortSignal) => Promise<void>, onFailure = vi.fn()) => {
    const rounds = startRounds({ ...database, key, interval: 5, run, onFailure })
    onTestFinished(rounds.stop)
    return rounds
  }

  test('go on after one that fails', async () => {
    let count = 0
    const onFailure = vi.fn()
    const run = async (): Promise<void> => {
      count += 1
      if (count === 1) throw new Error('failed')
    }
    start('failing', run, onFailure)
    await expect.poll(() => count).toBeGreaterThanOrEqual(3)
    expect(onFailure).toHaveBeenCalledOnce()
  })

  test('of one key run one at a time', async () => {
    let [running, most, count] = [0, 0, 0]
    const run = async (): Promise<void> => {
      running += 1
      most = Math.max(most, running)
      await new Promise((resolve) => setImmediate(resolve))
      running -= 1
      count += 1
    }
    start('one', run)
    start('one', run)
    await expect.poll(() => count).toBeGreaterThanOrEqual(10)
    expect(most).toBe(1)
  })

  test('stop when the one under way has ended, which is told to', async () => {
    const events: string[] = []
    const rounds = start('stopping', async (signal) => {
      events.push('begun')
      await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }))
      events.push('ended')
    })
    await expect.poll(() => events).not.toEqual([])
    await rounds.stop()
    expect(events).toEqual(['begun', 'ended'])
  })
})
