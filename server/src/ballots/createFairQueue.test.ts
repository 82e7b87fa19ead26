import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createFairQueue, type Waiting } from './createFairQueue.ts'

interface Item extends Waiting {
  readonly name: string
}

const create = (capacity = 100, batchSize = 4, suspectBatchSize = 2) =>
  createFairQueue<Item>({ capacity, batchSize, suspectBatchSize })
const item = (name: string, source: string, key = 'p'): Item => ({ name, source, key })
const names = (items: readonly Item[]) => items.map(({ name }) => name).join(' ')

describe('createFairQueue', () => {
  test('gives batches of one key, each source in its turn', () => {
    const queue = create()
    for (const name of ['a1', 'a2', 'a3', 'a4', 'a5']) queue.add(item(name, 'a'))
    queue.add(item('b1', 'b'))
    queue.add(item('c1', 'c', 'other'))
    expect(names(queue.take())).toBe('a1 b1 a2 a3')
    expect(names(queue.take())).toBe('c1')
    expect(names(queue.take())).toBe('a4 a5')
    expect(names(queue.take())).toBe('')
  })

  test('takes the place of the next one from whoever has most', () => {
    const queue = create(4)
    for (const name of ['a1', 'a2', 'a3', 'a4']) expect(queue.add(item(name, 'a'))).toBeNull()
    expect(queue.add(item('b1', 'b'))?.name).toBe('a4')
    expect(queue.add(item('a5', 'a'))?.name).toBe('a5')
    expect(queue.add(item('b2', 'b'))?.name).toBe('a3')
    // Nobody has more than one more than another: whoever comes last has to wait.
    expect(queue.add(item('b3', 'b'))?.name).toBe('b3')
    expect(queue.size).toBe(4)
  })

  test('puts what suspects bring into small batches, every other one', () => {
    const queue = create()
    for (const name of ['m1', 'm2', 'm3', 'm4', 'm5']) queue.add(item(name, 'm'))
    queue.suspect('m')
    queue.add(item('m6', 'm'))
    for (const name of ['a1', 'a2', 'a3', 'a4', 'a5']) queue.add(item(name, 'a'))
    const batches = Array.from({ length: 6 }, () => names(queue.take()))
    expect(batches).toEqual(['m1 m2', 'a1 a2 a3 a4', 'm3 m4', 'a5', 'm5 m6', ''])
  })

  test('loses nothing, doubles nothing and never outgrows its capacity', () => {
    const step = fc.oneof(
      fc.record({ source: fc.constantFrom('a', 'b', 'c'), key: fc.constantFrom('p', 'q') }),
      fc.constantFrom('take' as const, 'suspect' as const),
    )
    fc.assert(
      fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
        const queue = create(8, 3, 2)
        const waiting = new Set<string>()
        for (const [index, each] of steps.entries()) {
          if (each === 'suspect') queue.suspect('b')
          else if (each === 'take') {
            const batch = queue.take()
            expect(new Set(batch.map(({ key }) => key)).size).toBeLessThanOrEqual(1)
            expect(batch.length > 0).toBe(waiting.size > 0)
            for (const { name } of batch) expect(waiting.delete(name)).toBe(true)
          } else {
            waiting.add(String(index))
            const dropped = queue.add({ name: String(index), ...each })
            if (dropped !== null) expect(waiting.delete(dropped.name)).toBe(true)
          }
          expect(queue.size).toBe(waiting.size)
          expect(queue.size).toBeLessThanOrEqual(8)
        }
      }),
    )
  })
})
