import { NotFoundError, ServerUnavailableError } from '@psephos/lib'
import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { expect, onTestFinished, test } from 'vitest'
import { readConnection } from './useConnection.ts'

const unavailable = new ServerUnavailableError({ baseUrl: '', reason: 'it does not answer' })

/** A page that shows one thing, whose last answers were these. */
async function show(...answers: (string | Error)[]) {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  const observer = new QueryObserver(client, {
    queryKey: ['thing'],
    queryFn: async () => {
      const answer = answers.shift()
      if (typeof answer === 'string') return answer
      throw answer
    },
  })
  onTestFinished(observer.subscribe(() => {}))
  // The first one is under way.
  do await observer.refetch({ cancelRefetch: false })
  while (answers.length > 0)
  return { client, shown: () => observer.getCurrentResult().data }
}

test('readConnection keeps what was loaded, and says that the server does not answer', async () => {
  const { client, shown } = await show('first', unavailable)
  expect(shown()).toBe('first')
  expect(readConnection(client, true)).toBe('unreachable')
  expect(readConnection(client, false)).toBe('offline')
})

test('readConnection is good again with the next answer', async () => {
  const { client, shown } = await show('first', unavailable, 'second')
  expect(shown()).toBe('second')
  expect(readConnection(client, true)).toBe('good')
})

test('readConnection believes a server that answers more than a browser without a network', async () => {
  const { client } = await show('first')
  expect(readConnection(client, false)).toBe('good')
})

test('readConnection does not take a refusal for silence', async () => {
  const { client } = await show(new NotFoundError({ path: '/' }))
  expect(readConnection(client, true)).toBe('good')
})
