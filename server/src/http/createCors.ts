import cors from 'cors'
import type { Request, RequestHandler } from 'express'
import type { SpaceOrigins } from '../spaces/createSpaceOrigins.ts'
import type { RateLimits } from './createRateLimits.ts'

/** Every route: those of no one space are open to the pages of any. */
const ANY = ''

/** What {@link createCors} takes. */
export interface CreateCorsParameters {
  readonly origins: SpaceOrigins
  /** Null for none. */
  readonly limits: RateLimits | null
}

/**
 * Lets pages of other origins speak to the routes of a space that names them in its profile, and of
 * its proposals. No route knows cookies, so this is not about secrets: it keeps a foreign page from
 * having its visitors' browsers use a relay that others pay for.
 */
export function createCors({ origins, limits }: CreateCorsParameters): RequestHandler {
  /** To look up what nobody has asked for lately counts as a request, before any limit of a route. */
  const readOrigins = async (key: string, address: string): Promise<readonly string[]> => {
    if (!origins.has(key)) await limits?.admit('read', address)
    return origins.read(key)
  }
  return cors<Request>((request, callback) => {
    const { origin } = request.headers
    const options = {
      methods: ['GET', 'POST', 'PUT', 'DELETE'],
      allowedHeaders: ['content-type', 'authorization', 'last-event-id'],
      exposedHeaders: ['etag', 'retry-after', 'x-request-id'],
      maxAge: 600,
    }
    // Documents and feeds are for whoever finds them, as EIP-4824 wants it.
    if (isDocument(request.url)) callback(null, { ...options, methods: ['GET'], origin: '*' })
    else if (origin === undefined) callback(null, { ...options, origin: false })
    else
      readOrigins(findKey(request.url), request.ip ?? '').then(
        // A list, also of none: the answer then says that it depends on the origin.
        (allowed) => callback(null, { ...options, origin: [...allowed] }),
        (error: unknown) => callback(error instanceof Error ? error : new Error(String(error))),
      )
  })
}

function isDocument(url: string): boolean {
  return /^\/(openapi\.json|spaces\/[^/?]+\/\w+\.(json|atom|md))(\?|$)/.test(url)
}

/** Which space or proposal a path is about. */
function findKey(url: string): string {
  return /^\/((?:spaces\/[a-z0-9-]{1,64}|proposals\/[0-9]{1,78}))(?:[/?.]|$)/.exec(url)?.[1] ?? ANY
}
