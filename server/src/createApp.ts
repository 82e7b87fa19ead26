import express, { type Express, type Router } from 'express'
import helmet from 'helmet'
import type { Logger } from 'pino'
import { createArtifactRouter } from './artifacts/createArtifactRouter.ts'
import type { Chain } from './chain/connectChain.ts'
import type { WorldIdSettings } from './enrolments/createEnrolmentRequest.ts'
import type { PrismaClient } from './generated/prisma/client.ts'
import { BODY_LIMIT, createApiRouter } from './http/createApiRouter.ts'
import { createErrorHandler } from './http/createErrorHandler.ts'
import { createPageRouter } from './http/createPageRouter.ts'
import type { TransactionQueue } from './relay/createTransactionQueue.ts'

/** All that the routes stand on. */
export interface Dependencies {
  readonly prisma: PrismaClient
  readonly chain: Chain
  readonly queue: TransactionQueue
  readonly worldId: WorldIdSettings
  readonly logger: Logger
  /** The folder of the built page; null to serve the API alone. */
  readonly pageDirectory: string | null
  /** The bridge and the wallet of a development World ID; null where World's own are used. */
  readonly developmentWorldId: Router | null
}

/** World ID's bridge, to which the page speaks when the World ID is World's own. */
const WORLD_ID_BRIDGE = 'https://bridge.worldcoin.org'

/** Returns the server as an Express application that listens to nothing yet. */
export function createApp(dependencies: Dependencies): Express {
  const { logger, chain, pageDirectory, developmentWorldId } = dependencies
  const app = express()
  app.set('query parser', 'simple')
  app.use(createSecurityHeaders(dependencies.worldId.development?.bridgeUrl ?? null))
  app.get('/healthz', (_request, response) => {
    response.json({ status: 'ok' })
  })
  // Its bridge stands at the root, as World ID's does.
  if (developmentWorldId !== null) app.use(developmentWorldId)
  app.use('/api/v1', createApiRouter(dependencies))
  app.use('/artifacts', createArtifactRouter())
  if (pageDirectory !== null) app.use(createPageRouter(pageDirectory))
  app.use(createErrorHandler({ logger, chainId: chain.chainId, bodyLimit: BODY_LIMIT }))
  return app
}

/** The page runs WebAssembly and workers, World ID's widget sets styles, and nothing is fetched from elsewhere. */
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
