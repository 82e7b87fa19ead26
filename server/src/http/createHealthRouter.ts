import express, { type Router } from 'express'
import type { Chain } from '../chain/connectChain.ts'
import type { PrismaClient } from '../generated/prisma/client.ts'

/** What {@link createHealthRouter} takes. */
export interface CreateHealthRouterParameters {
  readonly prisma: PrismaClient
  readonly chain: Chain
}

/** How long what the server stands on may take to answer, in milliseconds. */
const TIMEOUT = 2_000

/**
 * Returns the routes for whoever watches the server: `/healthz` says that it lives, `/readyz`
 * whether it can serve.
 */
export function createHealthRouter({ prisma, chain }: CreateHealthRouterParameters): Router {
  const router = express.Router()
  router.get('/healthz', (_request, response) => {
    response.json({ status: 'ok' })
  })
  router.get('/readyz', async (_request, response) => {
    const [database, node] = await Promise.all([
      answers(prisma.$queryRaw`SELECT 1`),
      answers(chain.provider.getBlockNumber()),
    ])
    const isReady = database && node
    response
      .status(isReady ? 200 : 503)
      .set('cache-control', 'no-store')
      .json({
        status: isReady ? 'ok' : 'unready',
        database: database ? 'ok' : 'fails',
        chain: node ? 'ok' : 'fails',
      })
  })
  return router
}

async function answers(question: PromiseLike<unknown>): Promise<boolean> {
  const { promise: late, resolve } = Promise.withResolvers<false>()
  const timer = setTimeout(() => resolve(false), TIMEOUT)
  try {
    return await Promise.race([Promise.resolve(question).then(() => true), late])
  } catch {
    return false
  } finally {
    clearTimeout(timer)
  }
}
