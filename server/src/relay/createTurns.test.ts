import { describe, expect, test } from 'vitest'
import { createTurns } from './createTurns.ts'

describe('createTurns', () => {
  test('runs tasks of one key one after another, in their order', async () => {
    const turns = createTurns()
    const events: string[] = []
    const task = (name: string) => async () => {
      events.push(`${name} begins`)
      await Promise.resolve()
      events.push(`${name} ends`)
      return name
    }
    const names = ['a', 'b', 'c']
    expect(await Promise.all(names.map((name) => turns.run('key', task(name))))).toEqual(names)
    expect(events).toEqual(names.flatMap((name) => [`${name} begins`, `${name} ends`]))
  })

  test('lets tasks of another key go on', async () => {
    const turns = createTurns()
    const { promise: never } = Promise.withResolvers<void>()
    void turns.run('stuck', () => never)
    await expect(turns.run('free', async () => 'done')).resolves.toBe('done')
  })

  test('goes on after a task that fails, and tells only its caller', async () => {
    const turns = createTurns()
    const failing = turns.run('key', async () => {
      throw new Error('no')
    })
    const next = turns.run('key', async () => 'done')
    await expect(failing).rejects.toThrow('no')
    await expect(next).resolves.toBe('done')
  })
})
