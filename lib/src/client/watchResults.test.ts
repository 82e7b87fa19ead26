import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { ProposalUnknownError } from '../errors/proposalErrors.ts'
import { ServerUnavailableError } from '../errors/serverErrors.ts'
import { type WireResults, wireResults } from '../wire/results.ts'
import { createServerRequest, type ServerRequests } from './createServerRequest.ts'
import { watchResults } from './watchResults.ts'

const createAnswer = (voters: number, until = 60) => {
  const tally = { voters, turnout: 0.5, options: [] }
  return {
    proposal: '7',
    state: 'active',
    electorate: 2,
    quorum: 1,
    indexed: voters,
    received: { ...tally, until },
    settled: { ...tally, passing: [] },
    decryption: null,
  }
}
const results = (voters: number): WireResults => wireResults.parse(createAnswer(voters))
const event = (voters: number, id = String(voters)) =>
  `id: ${id}\nevent: results\ndata: ${JSON.stringify(createAnswer(voters))}\n\n`

/** What the server does with the next streams, the first with the first; then with the last. */
let streams: ((response: ServerResponse) => void)[]
let lastEventIds: (string | undefined)[]
let openStreams = 0
let polled: number

const server = createServer((request, response) => {
  const given = request.headers['last-event-id']
  lastEventIds.push(Array.isArray(given) ? given[0] : given)
  openStreams++
  response.on('close', () => openStreams--)
  const answer = streams.length > 1 ? streams.shift() : streams[0]
  answer?.(response)
})
let requests: ServerRequests
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  requests = createServerRequest({ baseUrl, fetch: globalThis.fetch })
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})
beforeEach(() => {
  lastEventIds = []
  polled = 0
})

const send = (text: string) => (response: ServerResponse) => {
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' })
  for (const letter of text) response.write(letter)
}
const sendAndEnd = (text: string) => (response: ServerResponse) => {
  send(text)(response)
  response.end()
}
const refuse = (status: number, body: unknown) => (response: ServerResponse) => {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

function watch(signal?: AbortSignal, silence = 10_000) {
  return watchResults({
    openStream: (parameters) => requests.openEvents({ path: '/events', ...parameters }),
    getResults: async () => results(100 + polled++),
    signal,
    firstDelay: 1,
    silence,
  })
}

async function take(count: number, watching: AsyncGenerator<WireResults>): Promise<number[]> {
  const taken: number[] = []
  for await (const { settled } of watching) {
    taken.push(settled.voters)
    if (taken.length === count) break
  }
  return taken
}

describe('watchResults', () => {
  test('yields each event once, past heartbeats and events of other kinds', async () => {
    const heartbeat = ':\n\n'
    const other = 'event: weather\ndata: {}\n\n'
    streams = [send(`retry: 2000\n\n${event(1)}${heartbeat}${other}${event(1)}${event(2)}`)]
    expect(await take(2, watch())).toEqual([1, 2])
    expect(polled).toBe(0)
  })

  test('reads events whose lines end as those of other systems do', async () => {
    streams = [send(event(1).replaceAll('\n', '\r\n'))]
    expect(await take(1, watch())).toEqual([1])
  })

  test('closes the connection when it is left', async () => {
    streams = [send(event(1))]
    await take(1, watch())
    await expect.poll(() => openStreams).toBe(0)
  })

  test('connects again where it was', async () => {
    streams = [sendAndEnd(event(1, 'first')), sendAndEnd(event(1, 'first')), send(event(2))]
    expect(await take(2, watch())).toEqual([1, 2])
    expect(lastEventIds).toEqual([undefined, 'first', 'first'])
  })

  test.each([
    [
      'refuses one more stream',
      refuse(503, { error: { code: 'SERVER_BUSY', message: '', details: { retryAfter: 1 } } }),
    ],
    ['answers with something else', refuse(200, {})],
    ['answers for somebody else', refuse(502, '<html>')],
    ['sends what is no result', sendAndEnd('event: results\ndata: {"a":1}\n\n')],
    ['cuts the connection', (response: ServerResponse) => response.destroy()],
  ])('asks now and then where a server %s', async (_, answer) => {
    streams = [answer]
    expect(await take(2, watch())).toEqual([100, 101])
  })

  test('gives up a stream that says nothing any more', async () => {
    streams = [send(''), send(event(3))]
    expect(await take(1, watch(undefined, 50))).toEqual([3])
  })

  test('tells whether it has a stream', async () => {
    const connections: boolean[] = []
    streams = [sendAndEnd(event(1)), refuse(502, '<html>'), send(event(2))]
    const watching = watchResults({
      openStream: (parameters) => requests.openEvents({ path: '/events', ...parameters }),
      getResults: async () => results(1),
      signal: undefined,
      onConnection: (isOpen) => connections.push(isOpen),
      firstDelay: 1,
    })
    expect(await take(2, watching)).toEqual([1, 2])
    expect(connections).toEqual([true, false, false, true, false])
  })

  test('throws what the server refuses for good', async () => {
    const { code, message, details } = new ProposalUnknownError({ proposal: 7n })
    streams = [refuse(404, { error: { code, message, details } })]
    await expect(watch().next()).rejects.toThrow(ProposalUnknownError)
  })

  test('throws the reason of its signal, while it waits for an event and before', async () => {
    const reason = new Error('the person left')
    await expect(watch(AbortSignal.abort(reason)).next()).rejects.toBe(reason)
    const controller = new AbortController()
    streams = [send(event(1))]
    const watching = watch(controller.signal)
    await watching.next()
    const next = watching.next()
    controller.abort(reason)
    await expect(next).rejects.toBe(reason)
  })

  test('goes on when nobody listens', async () => {
    const nobody = () => Promise.reject(new ServerUnavailableError({ baseUrl: '', reason: 'gone' }))
    let calls = 0
    const watching = watchResults({
      openStream: nobody,
      getResults: () => (calls++ < 2 ? nobody() : Promise.resolve(results(5))),
      signal: undefined,
      firstDelay: 1,
    })
    expect(await take(1, watching)).toEqual([5])
  })
})
