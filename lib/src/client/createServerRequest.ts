import type { z } from 'zod'
import { createErrorFromWire } from '../errors/createErrorFromWire.ts'
import { ServerUnavailableError } from '../errors/serverErrors.ts'
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
  requestJson: <Schema extends z.ZodType>(
    request: ServerRequest & { answer: Schema },
  ) => Promise<z.output<Schema>>
  /** Returns an answer as it is. */
  requestBytes: (request: ServerRequest) => Promise<Uint8Array<ArrayBuffer>>
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
    const failure = wireError.safeParse(parseJson(bytes))
    throw failure.success
      ? createErrorFromWire(failure.data)
      : unavailable(`it answers with status ${response.status} and no reason`)
  }

  return {
    requestBytes,
    requestJson: async ({ answer, ...request }) => {
      const success = answer.safeParse(parseJson(await requestBytes(request)))
      if (!success.success) throw unavailable('its answer has another form', success.error)
      return success.data
    },
  }
}

/** Undefined, which no schema takes, for bytes that are not JSON. */
function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    return undefined
  }
}
