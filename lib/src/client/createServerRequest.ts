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

/** One request: GET, or POST when it has a body. */
export type ServerRequest<Schema extends z.ZodType> = {
  path: string
  body?: unknown
  /** What a success must look like. */
  answer: Schema
  signal: AbortSignal | undefined
}

/** Sends a request and returns its parsed answer. */
export type SendServerRequest = <Schema extends z.ZodType>(
  request: ServerRequest<Schema>,
) => Promise<z.output<Schema>>

/**
 * Returns a function that sends one JSON request to a Psephos server. It throws the error that the
 * server answers with, {@link ServerUnavailableError} when there is no answer of a Psephos server,
 * and the signal's reason when it is aborted.
 */
export function createServerRequest({
  baseUrl,
  fetch,
}: CreateServerRequestParameters): SendServerRequest {
  return async ({ path, body, answer, signal }) => {
    const unavailable = (reason: string, cause?: unknown) =>
      new ServerUnavailableError({ baseUrl, reason }, { cause })

    let response: Response
    let text: string
    try {
      response = await fetch(`${baseUrl}${path}`, {
        ...(body === undefined
          ? { method: 'GET' }
          : {
              method: 'POST',
              headers: { 'content-type': 'application/json' },
              body: JSON.stringify(body),
            }),
        signal: signal ?? null,
      })
      text = await response.text()
    } catch (cause) {
      signal?.throwIfAborted()
      throw unavailable('it does not answer', cause)
    }

    const json = parseJson(text)
    if (!response.ok) {
      const failure = wireError.safeParse(json)
      throw failure.success
        ? createErrorFromWire(failure.data)
        : unavailable(`it answers with status ${response.status} and no reason`)
    }
    const success = answer.safeParse(json)
    if (!success.success) throw unavailable('its answer has another form', success.error)
    return success.data
  }
}

/** Undefined, which no schema takes, for text that is not JSON. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
