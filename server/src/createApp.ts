import compression from 'compression'
import express, { type Express } from 'express'
import helmet from 'helmet'
import { createArtifactRouter } from './artifacts/createArtifactRouter.ts'
import type { Dependencies } from './Dependencies.ts'
import { BODY_LIMIT, createApiRouter } from './http/createApiRouter.ts'
import { createErrorHandler } from './http/createErrorHandler.ts'
import { createPageRouter } from './http/createPageRouter.ts'
import { createReferencePage } from './http/createReferencePage.ts'

/** World ID's bridge, to which the page speaks when the World ID is World's own. */
const WORLD_ID_BRIDGE = 'https://bridge.worldcoin.org'

/** Returns the server as an Express application that listens to nothing yet. */
export function createApp(dependencies: Dependencies): Express {
  const { logger, chain, pageDirectory, developmentWorldId } = dependencies
  const app = express()
  app.set('query parser', 'simple')
  app.use(createSecurityHeaders(dependencies.worldId.development?.bridgeUrl ?? null))
  // Before compression: keys hardly shrink, and the page shows progress by their length.
  app.use('/artifacts', createArtifactRouter())
  app.use(compression())
  app.get('/healthz', (_request, response) => {
    response.json({ status: 'ok' })
  })
  // Its bridge stands at the root, as World ID's does.
  if (developmentWorldId !== null) app.use(developmentWorldId)
  app.use('/api/v1/reference', createReferencePage())
  app.use('/api/v1', createApiRouter(dependencies))
  if (pageDirectory !== null) app.use(createPageRouter(pageDirectory))
  app.use(createErrorHandler({ logger, chainId: chain.chainId, bodyLimit: BODY_LIMIT }))
  return app
}

/**
 * The page runs WebAssembly and workers, World ID's widget sets styles, and nothing is fetched from
 * elsewhere.
 */
function createSecurityHeaders(developmentBridge: string | null): express.RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'", "'wasm-unsafe-eval'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'", 'data:'],
        connectSrc: ["'self'", developmentBridge ?? WORLD_ID_BRIDGE],
        workerSrc: ["'self'", 'blob:'],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'self'"],
      },
    },
    // A server on http://localhost must stay reachable over http.
    strictTransportSecurity: developmentBridge === null,
    referrerPolicy: { policy: 'no-referrer' },
  })
}
