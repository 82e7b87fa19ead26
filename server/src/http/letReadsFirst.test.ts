import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { setImmediate } from 'node:timers/promises'
import { describe, expect, test, vi } from 'vitest'
import { letReadsFirst } from './letReadsFirst.ts'

function create() {
  const handled: string[] = []
  const handle = letReadsFirst(
    vi.fn<RequestListener>((request) => void handled.push(`${request.method} ${request.url}`)),
  )
  const send = (method: string, url: string, destroyed = false): void =>
    handle({ method, url } as IncomingMessage, { destroyed } as ServerResponse<IncomingMessage>)
  return { handled, send }
}

describe('letReadsFirst', () => {
  test('hands on what only reads at once, and of the rest one in each turn', async () => {
    const { handled, send } = create()
    for (const url of ['/1', '/2', '/3']) send('POST', url)
    for (const method of ['GET', 'HEAD', 'OPTIONS']) send(method, '/')
    expect(handled).toEqual(['GET /', 'HEAD /', 'OPTIONS /'])
    await setImmediate()
    expect(handled.slice(3)).toEqual(['POST /1'])
    send('PUT', '/4')
    send('GET', '/5')
    await setImmediate()
    expect(handled.slice(4)).toEqual(['GET /5', 'POST /2'])
    await setImmediate()
    await setImmediate()
    expect(handled.slice(6)).toEqual(['POST /3', 'PUT /4'])
    send('DELETE', '/6')
    await setImmediate()
    expect(handled.slice(8)).toEqual(['DELETE /6'])
  })

  test('takes in nothing of those who left meanwhile', async () => {
    const { handled, send } = create()
    send('POST', '/1', true)
    send('POST', '/2')
    await setImmediate()
    await setImmediate()
    expect(handled).toEqual(['POST /2'])
  })
})
