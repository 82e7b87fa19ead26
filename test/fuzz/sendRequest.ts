import { type Agent, request as httpRequest } from 'node:http'
import type { FuzzRequest } from './createRequestArbitrary.ts'

/** What came back. */
export interface FuzzAnswer {
  readonly status: number
  readonly type: string
  readonly body: string
}

/** The longest that an answer may take, in milliseconds: more is a hang. */
const TIMEOUT = 20_000

/** Sends a request byte for byte. Of a stream that does not end it takes the beginning. */
export function sendRequest(
  { method, path, headers, body }: FuzzRequest,
  { port, agent }: { port: number; agent: Agent },
): Promise<FuzzAnswer> {
  return new Promise((resolve, reject) => {
    const length = { 'content-length': String(body.length) }
    const sent = httpRequest(
      { host: '127.0.0.1', port, agent, method, path, headers: { ...headers, ...length } },
      (response) => {
        const chunks: Buffer[] = []
        const type = response.headers['content-type'] ?? ''
        const end = (): void => {
          const text = Buffer.concat(chunks).toString()
          resolve({ status: response.statusCode ?? 0, type, body: text })
        }
        response.on('data', (chunk: Buffer) => {
          chunks.push(chunk)
          if (!type.startsWith('text/event-stream')) return
          end()
          sent.destroy()
        })
        response.on('end', end)
        response.on('error', reject)
      },
    )
    sent.setTimeout(TIMEOUT, () => sent.destroy(new Error(`No answer to ${method} ${path}.`)))
    sent.on('error', reject)
    sent.end(body)
  })
}
