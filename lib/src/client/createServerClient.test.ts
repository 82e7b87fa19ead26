import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { VotingNotOpenError } from '../errors/ballotErrors.ts'
import { ServerUnavailableError } from '../errors/serverErrors.ts'
import { sentBallot } from '../testing/sentBallot.ts'
import { type AnsweringServer, startAnsweringServer } from '../testing/startAnsweringServer.ts'
import { createServerClient, type ServerClient } from './createServerClient.ts'

let server: AnsweringServer
let client: ServerClient
beforeAll(async () => {
  server = await startAnsweringServer()
  client = createServerClient({ baseUrl: `${server.baseUrl}/` })
})
afterAll(() => server.close())

describe('createServerClient', () => {
  test('asks a server whose address ends in a slash', async () => {
    server.answerWith({ spaces: [] })
    expect(await client.listSpaces()).toEqual([])
    expect(server.received).toEqual({ method: 'GET', url: '/api/v1/spaces', body: '' })
  })

  test('knows where the artifacts are', () => {
    expect(client.artifactUrls(20)).toEqual({
      wasm: `${server.baseUrl}/artifacts/semaphore-20.wasm`,
      zkey: `${server.baseUrl}/artifacts/semaphore-20.zkey`,
    })
    expect(createServerClient({ baseUrl: '' }).artifactUrls(32).zkey).toBe(
      '/artifacts/semaphore-32.zkey',
    )
    expect(client.circuitUrls('secret-ballot', 4).zkey).toBe(
      `${server.baseUrl}/artifacts/secret-ballot-4.zkey`,
    )
  })

  test("throws the server's error as its own class", async () => {
    const error = new VotingNotOpenError({ proposal: 7n, state: 'defeated' })
    const { code, message, details } = error
    server.answerWith({ error: { code, message, details } }, 409)
    const act = client.castBallot({ proposal: 7n, ballot: sentBallot })
    await expect(act).rejects.toThrow(VotingNotOpenError)
    await expect(act).rejects.toThrow('it is defeated')
  })

  test.each([
    ['a proxy that answers for it', 502, '<html>Bad Gateway</html>'],
    ['an error of no known code', 418, '{"error":{"code":"TEAPOT","message":"","details":{}}}'],
    ['an answer that is not JSON', 200, 'hello'],
    ['an answer of another form', 200, '{"spaces":[{"id":"garden"}]}'],
  ])('says that the server is unavailable behind %s', async (_, status, body) => {
    server.answerWithText(body, status)
    await expect(client.listSpaces()).rejects.toThrow(ServerUnavailableError)
  })

  test('says that the server is unavailable when nobody listens', async () => {
    const nobody = createServerClient({
      baseUrl: server.baseUrl,
      fetch: () => Promise.reject(new TypeError('fetch failed')),
    })
    const act = nobody.listSpaces()
    await expect(act).rejects.toThrow(ServerUnavailableError)
    await expect(act).rejects.toThrow(server.baseUrl)
  })

  test('throws the reason of an aborted signal', async () => {
    const reason = new Error('the person left')
    const act = client.listSpaces({ signal: AbortSignal.abort(reason) })
    await expect(act).rejects.toBe(reason)
  })
})
