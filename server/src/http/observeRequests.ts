import { randomUUID } from 'node:crypto'
import type { RequestHandler, Response } from 'express'

/** A request that was answered, or left. Neither path nor address: they say who does what. */
export interface ObservedRequest {
  readonly id: string
  readonly method: string
  /** The route's pattern, such as `/proposals/{proposal}/ballots`. */
  readonly route: string
  /** 499 for a client that left before it was answered. */
  readonly status: number
  readonly seconds: number
}

/** Gives each request an id, which its answer carries, and tells of it when it is over. */
export function observeRequests(onEnd: (request: ObservedRequest) => void): RequestHandler {
  return (request, response, next) => {
    const start = performance.now()
    const id = randomUUID()
    response.set('x-request-id', id)
    response.locals['requestId'] = id
    response.once('close', () => {
      onEnd({
        id,
        method: request.method,
        route: readRoute(response),
        status: response.writableFinished ? response.statusCode : 499,
        seconds: (performance.now() - start) / 1_000,
      })
    })
    next()
  }
}

/** Says which route answers, for {@link observeRequests}. */
export function nameRoute(response: Response, route: string): void {
  response.locals['route'] = route
}

function readRoute({ locals }: Response): string {
  const route: unknown = locals['route']
  return typeof route === 'string' ? route : 'other'
}

/** Returns the id of the request that is answered, to find it in the log. */
export function readRequestId({ locals }: Response): string | undefined {
  const id: unknown = locals['requestId']
  return typeof id === 'string' ? id : undefined
}
