import { Router } from 'express'
import type { SpaceOrigins } from '../spaces/createSpaceOrigins.ts'
import type { RateLimits } from './createRateLimits.ts'
import {
  type CreateSecurityHeadersParameters,
  createSecurityHeaders,
} from './createSecurityHeaders.ts'

/** What {@link createEmbedHeaders} takes. */
export type CreateEmbedHeadersParameters = Pick<
  CreateSecurityHeadersParameters,
  'developmentBridge'
> & {
  readonly origins: SpaceOrigins
  /** Null for none. */
  readonly limits: RateLimits | null
}

/** One host by its name: neither a pattern, which a policy would read as many, nor a second directive. */
const PLAIN_ORIGIN = /^https?:\/\/([a-z0-9.-]+|\[[0-9a-f:]+\])(:\d+)?$/

/**
 * Lets the pages that a space names in its profile show its proposals in a frame, at
 * `/embed/<proposal>`: there nothing can be pressed but a link. Comes after the headers of everything
 * else, in whose place it sets its own.
 */
export function createEmbedHeaders({
  origins,
  limits,
  developmentBridge,
}: CreateEmbedHeadersParameters): Router {
  // Exactly this path: under any other the page shows something else than the embedded proposal.
  const router = Router({ caseSensitive: true, strict: true })
  router.all('/embed/:proposal', async (request, response, next) => {
    const { proposal } = request.params
    if (!/^\d{1,78}$/.test(proposal)) return next()
    const key = `proposals/${BigInt(proposal)}`
    // It asks the database, and anybody may name any number.
    if (!origins.has(key)) await limits?.admit('read', request.ip ?? '')
    const allowed = await origins.read(key)
    const frameAncestors = allowed.filter((origin) => PLAIN_ORIGIN.test(origin))
    if (frameAncestors.length > 0) response.removeHeader('x-frame-options')
    createSecurityHeaders({ developmentBridge, frameAncestors })(request, response, next)
  })
  return router
}
