import { expect, test } from 'vitest'
import { fetchInTime } from './fetchInTime.ts'

/** Answers after so many milliseconds, unless it is told to stop. */
const createFetch =
  (delay: number): typeof fetch =>
  (_, init) =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => resolve(new Response('late')), delay)
      init?.signal?.addEventListener('abort', () => {
        clearTimeout(timer)
        reject(init.signal?.reason)
      })
    })

test('fetchInTime gives up on what is read and not answered', async () => {
  const options = { fetch: createFetch(10_000), patience: 5 }
  await expect(fetchInTime('/', {}, options)).rejects.toMatchObject({ name: 'TimeoutError' })
})

test('fetchInTime waits for what is written', async () => {
  const response = await fetchInTime(
    '/',
    { method: 'POST' },
    { fetch: createFetch(20), patience: 5 },
  )
  expect(await response.text()).toBe('late')
})

test('fetchInTime stops when it is told to', async () => {
  const signal = AbortSignal.abort(new Error('Enough.'))
  await expect(
    fetchInTime(
      '/',
      { signal },
      {
        fetch: async (_, init) => {
          init?.signal?.throwIfAborted()
          return new Response()
        },
      },
    ),
  ).rejects.toThrow('Enough.')
})
