import type { Logger } from 'pino'
import type { Chain } from '../chain/connectChain.ts'
import { nameChainFailure } from '../chain/nameChainFailure.ts'
import type { PrismaClient } from '../generated/prisma/client.ts'
import type { SpaceWorker } from '../relay/startSpaceWorker.ts'
import { deliverDue } from '../webhooks/deliverDue.ts'
import { pruneContent } from './pruneContent.ts'
import { recordActivity } from './recordActivity.ts'

/** What {@link startActivityWorker} takes. */
export interface StartActivityWorkerParameters {
  readonly prisma: PrismaClient
  readonly chain: Chain
  readonly logger: Logger
  readonly publicUrl: string
  readonly localWebhooks: boolean
  /** Milliseconds between the end of one round and the start of the next. */
  readonly interval: number
}

const HOUR = 60 * 60 * 1_000

/**
 * Writes down what happens in every space, delivers it to webhooks and deletes what is over, again
 * and again, until it is stopped. Any number of processes may do so beside each other.
 */
export function startActivityWorker(parameters: StartActivityWorkerParameters): SpaceWorker {
  const { prisma, chain, logger, localWebhooks, interval } = parameters
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  let prunedAt = 0
  let round = Promise.resolve()

  const attempt = async (act: () => Promise<unknown>): Promise<void> => {
    if (stopped) return
    try {
      await act()
    } catch (error) {
      const cause = nameChainFailure(error, chain.chainId)
      if (!stopped) logger.error({ err: cause }, 'activities were not told; it is tried again')
    }
  }
  const runRound = async (): Promise<void> => {
    await attempt(async () => {
      const spaces = await prisma.space.findMany({ select: { id: true, governor: true } })
      for (const space of spaces) await attempt(() => recordActivity({ ...parameters, space }))
    })
    await attempt(async () => {
      while (!stopped && (await deliverDue({ prisma, allowLocal: localWebhooks })) > 0);
    })
    await attempt(async () => {
      if (Date.now() - prunedAt < HOUR) return
      await pruneContent({ prisma })
      prunedAt = Date.now()
    })
    if (!stopped) timer = setTimeout(next, interval)
  }
  const next = (): void => {
    round = runRound()
  }
  next()

  return {
    stop: async () => {
      stopped = true
      clearTimeout(timer)
      await round
    },
  }
}
