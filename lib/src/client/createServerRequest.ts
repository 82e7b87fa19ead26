import * as z from 'zod'
import { createErrorFromWire } from '../errors/createErrorFromWire.ts'
import { PsephosError } from '../errors/PsephosError.ts'
import { ServerUnavailableError } from '../errors/serverErrors.ts'
import { parseUntrustedJson } from '../json/parseUntrustedJson.ts'
import { wireError } from '../wire/error.ts'

/** What {@link createServerRequest} takes. */
export type CreateServerRequestParameters = {
  /** Where the server stands, without a trailing slash; empty for the page's own origin. */
  baseUrl: string
  fetch: typeof globalThis.fetch
}

/** One request: by default GET, or POST when it has a body. */
export type ServerRequest = {
  path: string
  method?: 'PUT' | 'DELETE'
  /** What stands in the header `authorization`. */
  authorization?: string | undefined
  body?: unknown
  signal: AbortSignal | undefined
}

/** Sends requests and returns what is answered. */
export type ServerRequests = {
  /** Returns an answer in JSON; `answer` is what a success must look like. */
  requestJson: <Schema extends z.core.$ZodType>(
    request: ServerRequest & { answer: Schema },
  ) => Promise<z.output<Schema>>
  /** Returns an answer as it is. */
  requestBytes: (request: ServerRequest) => Promise<Uint8Array<ArrayBuffer>>
  /** Opens a stream of server-sent events, from after the one with that id; empty for all. */
  openEvents: (
    request: Omit<ServerRequest, 'body'> & { lastEventId: string },
  ) => Promise<ReadableStream<Uint8Array>>
}

/**
 * Returns functions that send one request to a Psephos server. They throw the error that the server
 * answers with, {@link ServerUnavailableError} when there is no answer of a Psephos server, and the
 * signal's reason when it is aborted.
 */
export function createServerRequest({
  baseUrl,
  fetch,
}: CreateServerRequestParameters): ServerRequests {
  const unavailable = (reason: string, cause?: unknown) =>
    new ServerUnavailableError({ baseUrl, reason }, { cause })

  const requestBytes: ServerRequests['requestBytes'] = async (request) => {
    const { path, method, authorization, body, signal } = request
    const hasBody = body !== undefined
    let response: Response
    let bytes: Uint8Array<ArrayBuffer>
    try {
      response = await fetch(`${baseUrl}${path}`, {
        method: method ?? (hasBody ? 'POST' : 'GET'),
        headers: {
          ...(hasBody ? { 'content-type': 'application/json' } : {}),
          ...(authorization === undefined ? {} : { authorization }),
        },
        ...(hasBody ? { body: JSON.stringify(body) } : {}),
        signal: signal ?? null,
      })
      bytes = new Uint8Array(await response.arrayBuffer())
    } catch (cause) {
      signal?.throwIfAborted()
      throw unavailable('it does not answer', cause)
    }
    if (response.ok) return bytes
    throw nameFailure(response.status, bytes)
  }

  const nameFailure = (status: number, bytes: Uint8Array) => {
    const failure = wireError.safeParse(parseJson(bytes))
    return failure.success
      ? createErrorFromWire(failure.data)
      : unavailable(`it answers with status ${status} and no reason`)
  }

  return {
    requestBytes,
    openEvents: async ({ path, signal, lastEventId }) => {
      const headers = {
        accept: 'text/event-stream',
        ...(lastEventId !== '' && { 'last-event-id': lastEventId }),
      }
      let response: Response
      try {
        response = await fetch(`${baseUrl}${path}`, { headers, signal: signal ?? null })
        if (!response.ok) {
          throw nameFailure(response.status, new Uint8Array(await response.arrayBuffer()))
        }
      } catch (cause) {
        signal?.throwIfAborted()
        if (cause instanceof PsephosError) throw cause
        throw unavailable('it does not answer', cause)
      }
      const isStream = response.headers.get('content-type')?.startsWith('text/event-stream')
      if (isStream === true && response.body !== null) return response.body
      await response.body?.cancel()
      throw unavailable('it sends no events')
    },
    requestJson: async ({ answer, ...request }) => {
      const success = z.safeParse(answer, parseJson(await requestBytes(request)))
      if (!success.success) throw unavailable('its answer has another form', success.error)
      return success.data
    },
  }
}

/** Undefined, which no schema takes, for bytes that are not JSON. */
function parseJson(bytes: Uint8Array): unknown {
  try {
    return parseUntrustedJson(new TextDecoder().decode(bytes))
  } catch {
    return undefined
  }
}
