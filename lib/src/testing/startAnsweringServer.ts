import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createServerRequest, type ServerRequests } from '../client/createServerRequest.ts'

/** A request as a server received it. */
export type ReceivedRequest = {
  method: string | undefined
  url: string | undefined
  /** What its JSON says; the empty text when it had no body. */
  body: unknown
}

/** A server that answers every request in the same way, and what sends requests to it. */
export type AnsweringServer = {
  baseUrl: string
  requests: ServerRequests
  /** The last request that was received. */
  readonly received: ReceivedRequest | undefined
  /** What stood in its header `authorization`. */
  readonly authorization: string | undefined
  /** Says what is answered from now on, in JSON. */
  answerWith: (body: unknown, status?: number) => void
  /** Says what is answered from now on, whether it is JSON or not. */
  answerWithText: (body: string, status: number) => void
  close: () => Promise<void>
}

/** Returns a server that runs; until it is told what to answer, that is `{}`. */
export async function startAnsweringServer(): Promise<AnsweringServer> {
  let answer = { body: '{}', status: 200 }
  let received: ReceivedRequest | undefined
  let authorization: string | undefined

  const server = createServer(async (request, response) => {
    const text = (await request.toArray()).join('')
    received = { method: request.method, url: request.url, body: text && JSON.parse(text) }
    authorization = request.headers.authorization
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  const answerWithText = (body: string, status: number) => {
    answer = { body, status }
  }
  return {
    baseUrl,
    requests: createServerRequest({ baseUrl, fetch: globalThis.fetch }),
    get received() {
      return received
    },
    get authorization() {
      return authorization
    },
    answerWith: (body, status = 200) => answerWithText(JSON.stringify(body), status),
    answerWithText,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
