import compression from 'compression'
import express, { type Express } from 'express'
import type { Logger } from 'pino'
import { createArtifactRouter } from './artifacts/createArtifactRouter.ts'
import type { Dependencies } from './Dependencies.ts'
import { BODY_LIMIT, createApiRouter } from './http/createApiRouter.ts'
import { createCors } from './http/createCors.ts'
import { createEmbedHeaders } from './http/createEmbedHeaders.ts'
import { createErrorHandler } from './http/createErrorHandler.ts'
import { createHealthRouter } from './http/createHealthRouter.ts'
import { createPageRouter } from './http/createPageRouter.ts'
import { createReferencePage } from './http/createReferencePage.ts'
import { createSecurityHeaders } from './http/createSecurityHeaders.ts'
import { type ObservedRequest, observeRequests } from './http/observeRequests.ts'
import { createMetrics } from './metrics/createMetrics.ts'
import { createSpaceOrigins } from './spaces/createSpaceOrigins.ts'

/** Returns the server as an Express application that listens to nothing yet. */
export function createApp(dependencies: Dependencies): Express {
  const { logger, chain, limits, pageDirectory, developmentWorldId } = dependencies
  const metrics = createMetrics(dependencies)
  const app = express()
  app.set('trust proxy', dependencies.proxies)
  app.set('query parser', 'simple')
  app.use(
    observeRequests((request) => {
      metrics.observe(request)
      logRequest(logger, request)
    }),
  )
  const developmentBridge = dependencies.worldId.development?.bridgeUrl ?? null
  const origins = createSpaceOrigins(dependencies)
  app.use(createSecurityHeaders({ developmentBridge }))
  app.use(createEmbedHeaders({ origins, limits, developmentBridge }))
  // Before compression: keys hardly shrink, and the page shows progress by their length.
  app.use('/artifacts', createArtifactRouter(dependencies))
  app.use(compression())
  app.use(createHealthRouter(dependencies))
  app.get('/metrics', async (_request, response) => {
    const { contentType, text } = await metrics.read()
    response.type(contentType).send(text)
  })
  // Its bridge stands at the root, as World ID's does.
  if (developmentWorldId !== null) app.use(developmentWorldId)
  app.use('/api/v1/reference', createReferencePage())
  app.use('/api/v1', createCors({ origins, limits }), createApiRouter(dependencies))
  if (pageDirectory !== null) app.use(createPageRouter(pageDirectory))
  app.use(createErrorHandler({ logger, chainId: chain.chainId, bodyLimit: BODY_LIMIT }))
  return app
}

/** Successes are told only when asked for: the order in which people vote is nobody's business. */
function logRequest(logger: Logger, request: ObservedRequest): void {
  const { id, method, route, status, seconds } = request
  const line = { request: id, method, route, status, milliseconds: Math.round(seconds * 1_000) }
  if (status >= 500) logger.error(line, 'answered')
  else if (status >= 400) logger.info(line, 'answered')
  else logger.debug(line, 'answered')
}
