import { type RequestOptions, request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import type { NetworkAddress } from './resolveWebhook.ts'

/** What {@link postWebhook} takes. */
export interface PostWebhookParameters {
  readonly url: URL
  /** Where it is: no name is resolved again. */
  readonly address: NetworkAddress
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  /** Milliseconds until it is given up. */
  readonly timeout: number
}

/**
 * Posts a body and returns the status of the answer, of which nothing else is read. No redirect is
 * followed.
 * @throws Node's error when there is no answer in time.
 */
export function postWebhook({
  url,
  address,
  headers,
  body,
  timeout,
}: PostWebhookParameters): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>()
  const options: RequestOptions = {
    method: 'POST',
    headers: { ...headers, 'content-length': Buffer.byteLength(body) },
    // A connection of its own, so that none to another address of this name is taken.
    agent: false,
    lookup: (_hostname, { all }, callback) => {
      if (all) callback(null, [{ ...address }])
      else callback(null, address.address, address.family)
    },
    signal: AbortSignal.timeout(timeout),
  }
  const send = url.protocol === 'https:' ? requestHttps : requestHttp
  const request = send(url, options, (response) => {
    resolve(response.statusCode ?? 0)
    response.destroy()
  })
  request.on('error', reject)
  request.end(body)
  return promise
}
