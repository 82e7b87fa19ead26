import { describe, expect, test, vi } from 'vitest'
import { createTimedCache } from './createTimedCache.ts'

const LONG = 60_000

describe('createTimedCache', () => {
  test('reads once for all who ask, and tells what would cost nothing', async () => {
    const read = vi.fn(async (key: string) => `${key}!`)
    const cache = createTimedCache({ read, lifetime: LONG, capacity: 2 })
    expect(cache.has('a')).toBe(false)
    expect(await Promise.all([cache.read('a'), cache.read('a')])).toEqual(['a!', 'a!'])
    expect(cache.has('a')).toBe(true)
    await cache.read('b')
    await cache.read('c')
    expect(['a', 'b', 'c'].map(cache.has)).toEqual([false, true, true])
    expect(read).toHaveBeenCalledTimes(3)
    cache.clear()
    expect(cache.has('c')).toBe(false)
  })

  test('believes each answer for as long as that answer is good', async () => {
    const read = vi.fn(async (key: number) => key)
    const cache = createTimedCache({ read, lifetime: (value) => value, capacity: 2 })
    const waiting = cache.read(0)
    expect(cache.has(0)).toBe(true)
    await waiting
    await cache.read(LONG)
    expect([0, LONG].map(cache.has)).toEqual([false, true])
    await cache.read(0)
    expect(read).toHaveBeenCalledTimes(3)
  })

  test.each([LONG, () => LONG])('keeps no failure', async (lifetime) => {
    const read = vi.fn(() => Promise.reject(new RangeError('no')))
    const cache = createTimedCache({ read, lifetime, capacity: 2 })
    await expect(cache.read('a')).rejects.toThrow('no')
    expect(cache.has('a')).toBe(false)
    await expect(cache.read('a')).rejects.toThrow('no')
    expect(read).toHaveBeenCalledTimes(2)
  })
})
