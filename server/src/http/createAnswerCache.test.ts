import { setImmediate, setTimeout as wait } from 'node:timers/promises'
import { TooManyRequestsError } from '@psephos/lib'
import { describe, expect, test, vi } from 'vitest'
import { createLocalEvents } from '../events/createLocalEvents.ts'
import { createAnswerCache } from './createAnswerCache.ts'
import { STREAMED } from './Route.ts'

const LONG = 60_000

/** Answers a number that is higher each time, with so many characters. */
function createCounter(length = 0) {
  return vi.fn(async () => ({
    headers: { 'x-number': '1' },
    json: [counter.next++, 'x'.repeat(length)],
  }))
}
const counter = { next: 0 }

describe('createAnswerCache', () => {
  const events = createLocalEvents()

  test('answers once for all who ask for the same, and writes its JSON once', async () => {
    const { read } = createAnswerCache({ events, lifetime: LONG })
    const answer = vi.fn(async () => ({ headers: { etag: '"1"' }, json: { id: 2n ** 70n } }))
    const [one, two] = await Promise.all([read('/a', answer), read('/a', answer)])
    expect(await read('/a', answer)).toBe(one)
    expect(two).toBe(one)
    expect(answer).toHaveBeenCalledOnce()
    expect(one).toEqual({
      headers: { etag: '"1"' },
      bytes: { type: 'application/json', content: `{"id":"${2n ** 70n}"}` },
    })
    await read('/b', answer)
    expect(answer).toHaveBeenCalledTimes(2)
  })

  test('answers anew once an answer is too old', async () => {
    const { read } = createAnswerCache({ events, lifetime: 5 })
    const answer = createCounter()
    await read('/a', answer)
    await wait(15)
    await read('/a', answer)
    expect(answer).toHaveBeenCalledTimes(2)
  })

  test('gives an old answer for a while to those who ask while it is read anew', async () => {
    vi.useFakeTimers({ toFake: ['performance'] })
    try {
      const { read, clear } = createAnswerCache({ events, lifetime: 1_000 })
      const ask = async (answer: () => Promise<{ json: unknown }>) => {
        const output = await read('/a', answer)
        return output === STREAMED ? null : output.bytes?.content
      }
      const say = (json: string) => vi.fn(async () => ({ json }))
      expect(await ask(say('one'))).toBe('"one"')
      vi.advanceTimersByTime(1_500)
      const refuse = vi.fn(() => Promise.reject(new RangeError('no')))
      expect(await ask(refuse)).toBe('"one"')
      expect(refuse).toHaveBeenCalledOnce()
      const { promise, resolve } = Promise.withResolvers<{ json: string }>()
      const [first, other] = [vi.fn(() => promise), say('other')]
      expect([await ask(first), await ask(other)]).toEqual(['"one"', '"one"'])
      expect([first.mock.calls.length, other.mock.calls.length]).toEqual([1, 0])
      resolve({ json: 'two' })
      await setImmediate()
      // It is as old as the question.
      vi.advanceTimersByTime(999)
      expect(await ask(say('three'))).toBe('"two"')
      vi.advanceTimersByTime(1_001)
      expect(await ask(say('four'))).toBe('"four"')
      // What is cleared is not brought back by who reads meanwhile.
      vi.advanceTimersByTime(1_000)
      const late = Promise.withResolvers<{ json: string }>()
      expect(await ask(() => late.promise)).toBe('"four"')
      clear()
      late.resolve({ json: 'five' })
      await setImmediate()
      expect(await ask(say('six'))).toBe('"six"')
    } finally {
      vi.useRealTimers()
    }
  })

  test('keeps no failure', async () => {
    const { read } = createAnswerCache({ events, lifetime: LONG })
    await expect(read('/a', () => Promise.reject(new RangeError('no')))).rejects.toThrow('no')
    expect(await read('/a', async () => STREAMED)).toBe(STREAMED)
  })

  test('refuses who may ask no more, and nobody who waits for the same', async () => {
    const { read } = createAnswerCache({ events, lifetime: LONG })
    const refusal = new TooManyRequestsError({ retryAfter: 60 })
    const refuse = () => Promise.reject(refusal)
    const asked = [refuse, refuse, async () => ({ json: 'yes' }), refuse].map((answer) =>
      read('/a', answer),
    )
    const [one, two, three, four] = await Promise.allSettled(asked)
    expect([one, two]).toEqual(Array(2).fill({ status: 'rejected', reason: refusal }))
    expect(three).toMatchObject({ value: { bytes: { content: '"yes"' } } })
    expect(four).toEqual(three)
  })

  test.each(['an event', 'being told to'])('forgets everything at %s', async (what) => {
    const { read, clear } = createAnswerCache({ events, lifetime: LONG })
    const answer = createCounter()
    const { promise, resolve } = Promise.withResolvers<{ json: string }>()
    const late = read('/late', () => promise)
    await read('/a', answer)
    if (what === 'an event') events.publish({ kind: 'indexed', space: 'garden' })
    else clear()
    await read('/a', answer)
    expect(answer).toHaveBeenCalledTimes(2)
    // What was asked before tells what was so before: it is given to who waits, and not kept.
    resolve({ json: 'old' })
    await late
    expect(await read('/late', async () => ({ json: 'new' }))).toMatchObject({
      bytes: { content: '"new"' },
    })
  })

  test('holds no more than it may: the oldest gives way, and what is too large is not kept', async () => {
    const { read } = createAnswerCache({ events, lifetime: LONG, capacity: 24_000 })
    const [small, large] = [createCounter(5_000), createCounter(50_000)]
    for (const url of ['/1', '/2', '/3', '/4']) await read(url, small)
    await read('/4', small)
    expect(small).toHaveBeenCalledTimes(4)
    await read('/1', small)
    expect(small).toHaveBeenCalledTimes(5)
    await read('/large', large)
    await read('/large', large)
    expect(large).toHaveBeenCalledTimes(2)
    await read('/1', small)
    expect(small).toHaveBeenCalledTimes(5)
  })

  test('counts what is asked as it counts what is answered', async () => {
    const { read } = createAnswerCache({ events, lifetime: LONG, capacity: 24_000 })
    const answer = createCounter()
    for (const digit of ['1', '2', '3', '1']) await read(digit.repeat(10_000), answer)
    expect(answer).toHaveBeenCalledTimes(4)
  })
})
