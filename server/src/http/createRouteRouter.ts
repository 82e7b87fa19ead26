import { MethodNotAllowedError, NotFoundError, PsephosError } from '@psephos/lib'
import express, { type RequestHandler, type Response, type Router } from 'express'
import * as z from 'zod'
import type { AnswerCache } from './createAnswerCache.ts'
import type { RateLimits } from './createRateLimits.ts'
import { httpStatus } from './httpStatus.ts'
import { nameRoute } from './observeRequests.ts'
import { type Route, type RouteOutput, STREAMED } from './Route.ts'
import { sendWire } from './sendWire.ts'

/** What {@link createRouteRouter} takes. */
export interface CreateRouteRouterParameters {
  readonly routes: readonly Route[]
  /** The most bytes a request body may have. */
  readonly bodyLimit: number
  /** Null for none. */
  readonly limits: RateLimits | null
  readonly answers: AnswerCache
}

/** Returns routes as Express takes them. What has no route, or not by this method, is refused. */
export function createRouteRouter({
  routes,
  bodyLimit,
  limits,
  answers,
}: CreateRouteRouterParameters): Router {
  const router = express.Router()
  const readBody = express.raw({ type: () => true, limit: bodyLimit, inflate: false })
  for (const route of routes) {
    const { method, kind = method === 'get' ? 'read' : 'write' } = route
    const admit: RequestHandler = async (request, response, next) => {
      nameRoute(response, route.path)
      await limits?.admit(kind, request.ip ?? '')
      next()
    }
    const answer: RequestHandler = async (request, response) => {
      try {
        const asked = route.parse(request, response)
        const output = await (route.shared
          ? answers.read(asked.key(), asked.answer)
          : asked.answer())
        if (output !== STREAMED) send(response, output)
        // Ballots are told by the minute, and of that there are events.
        if (kind === 'write') answers.clear()
      } catch (error) {
        if (isRefusal(error)) await limits?.blame(kind, request.ip ?? '')
        throw error
      }
    }
    const handlers = route.body === undefined ? [admit] : [admit, readBody]
    router[method](toExpressPath(route.path), ...handlers, answer)
  }
  for (const [path, methods] of groupByPath(routes)) {
    router.all(toExpressPath(path), (request, response) => {
      response.set('allow', methods.join(', '))
      throw new MethodNotAllowedError({ method: request.method, allowed: methods.join(', ') })
    })
  }
  router.use((request) => {
    throw new NotFoundError({ path: request.originalUrl.split('?')[0] ?? '' })
  })
  return router
}

/** What the client is to blame for. */
function isRefusal(error: unknown): boolean {
  return (
    error instanceof z.ZodError || (error instanceof PsephosError && httpStatus[error.code] < 500)
  )
}

function send(response: Response, { status = 200, headers = {}, json, bytes }: RouteOutput): void {
  response.set(headers)
  if (bytes === undefined) {
    if (json === undefined) response.status(status).end()
    else sendWire(response, json, status)
    return
  }
  const { type, content } = bytes
  const body =
    typeof content === 'string'
      ? content
      : Buffer.from(content.buffer, content.byteOffset, content.byteLength)
  response.status(status).type(type).send(body)
}

/** `/spaces/{space}` is OpenAPI's way to write what is `/spaces/:space` to Express. */
function toExpressPath(path: string): string {
  return path.replaceAll(/\{(\w+)\}/g, ':$1')
}

function groupByPath(routes: readonly Route[]): Map<string, string[]> {
  const methods = new Map<string, string[]>()
  for (const { path, method } of routes) {
    const own = methods.get(path) ?? []
    own.push(...(method === 'get' ? ['GET', 'HEAD'] : [method.toUpperCase()]))
    methods.set(path, own)
  }
  return methods
}
