import { randomUUID } from 'node:crypto'
import express, { type ErrorRequestHandler, type RequestHandler, Router } from 'express'
import { BoundedMap } from './BoundedMap.ts'
import { type BridgeEnvelope, bridgeEnvelope } from './bridgeEnvelope.ts'

/** How long a request waits for its answer, in milliseconds: as on World's bridge. */
const TIME_TO_LIVE = 900_000
const BODY_LIMIT = '64kb'

interface Session {
  readonly expiresAt: number
  /** Null once the wallet has taken it. */
  request: BridgeEnvelope | null
  /** Null until the wallet has answered. */
  response: BridgeEnvelope | null
}

/** What {@link createDevelopmentBridge} takes. */
export interface CreateDevelopmentBridgeParameters {
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** How many requests it holds in memory before it forgets the oldest; 1000 by default. */
  readonly capacity?: number
}

/**
 * Returns a router that speaks World ID's bridge protocol: it hands one encrypted request from
 * IDKit to a wallet, once, and one encrypted answer back, once. It must be mounted at the root of
 * an origin, because IDKit takes `/request` and `/response` from there, whatever path the bridge's
 * URL has.
 * Source: the routes of World's wallet bridge.
 */
export function createDevelopmentBridge(parameters: CreateDevelopmentBridgeParameters): Router {
  const { now, capacity = 1000 } = parameters
  const sessions = new BoundedMap<string, Session>(capacity)
  const findSession = (id: string): Session | undefined => {
    const session = sessions.get(id)
    return session !== undefined && session.expiresAt > now() ? session : undefined
  }

  const router = Router()
  router.use(['/request', '/response'], allowEveryOrigin, express.json({ limit: BODY_LIMIT }))

  router.post('/request', (request, response) => {
    const envelope = bridgeEnvelope.safeParse(request.body)
    if (!envelope.success) return void response.sendStatus(400)
    const id = randomUUID()
    sessions.set(id, { expiresAt: now() + TIME_TO_LIVE, request: envelope.data, response: null })
    response.json({ request_id: id })
  })

  // Before GET, which would answer HEAD too and take the request away from the wallet.
  router.head('/request/:id', (request, response) => {
    response.sendStatus(findSession(request.params.id) === undefined ? 404 : 200)
  })

  router.get('/request/:id', (request, response) => {
    const session = findSession(request.params.id)
    if (!session?.request) return void response.sendStatus(404)
    response.json(session.request)
    session.request = null
  })

  router.put('/response/:id', (request, response) => {
    const envelope = bridgeEnvelope.safeParse(request.body)
    const session = findSession(request.params.id)
    if (!envelope.success || session === undefined) return void response.sendStatus(400)
    if (session.response !== null) return void response.sendStatus(409)
    session.response = envelope.data
    response.sendStatus(201)
  })

  router.get('/response/:id', (request, response) => {
    const session = findSession(request.params.id)
    if (session === undefined) return void response.sendStatus(404)
    if (session.response === null) {
      const status = session.request === null ? 'retrieved' : 'initialized'
      return void response.json({ status, response: null })
    }
    sessions.delete(request.params.id)
    response.json({ status: 'completed', response: session.response })
  })

  router.use(['/request', '/response'], answerUnreadableBody)
  return router
}

const allowEveryOrigin: RequestHandler = (request, response, next) => {
  response.set({
    'access-control-allow-origin': '*',
    'access-control-allow-methods': 'GET, HEAD, POST, PUT',
    'access-control-allow-headers': '*',
    'cache-control': 'no-store',
  })
  if (request.method === 'OPTIONS') response.sendStatus(204)
  else next()
}

/**
 * The bridge's protocol knows statuses only: 413 for a body that is too long, 400 for one that is
 * not JSON.
 */
const answerUnreadableBody: ErrorRequestHandler = (error, _request, response, next) => {
  const status: unknown = error?.status
  if (typeof status === 'number' && status < 500) response.sendStatus(status)
  else next(error)
}
