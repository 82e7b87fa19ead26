import type { Logger } from 'pino'
import type { Chain } from '../chain/connectChain.ts'
import { nameChainFailure } from '../chain/nameChainFailure.ts'
import type { PrismaClient } from '../generated/prisma/client.ts'
import { type Rounds, startRounds } from '../jobs/startRounds.ts'
import type { Locks } from '../storage/Locks.ts'
import { deliverDue } from '../webhooks/deliverDue.ts'
import { recordActivity } from './recordActivity.ts'

/** What {@link startActivityWorker} takes. */
export interface StartActivityWorkerParameters {
  readonly prisma: PrismaClient
  readonly locks: Locks
  readonly chain: Chain
  readonly logger: Logger
  readonly publicUrl: string
  /** Whether webhooks may be on this machine, over http: for development. */
  readonly localWebhooks: boolean
  /** Milliseconds between the end of one round and the start of the next. */
  readonly interval: number
}

/**
 * Writes down what happens in every space, and delivers it to webhooks, again
 * and again, until it is stopped. Of all processes on the database one at a time does each.
 */
export function startActivityWorker(parameters: StartActivityWorkerParameters): Rounds {
  const { prisma, locks, chain, logger, localWebhooks: allowLocal, interval } = parameters
  const report = (error: unknown): void => {
    const err = nameChainFailure(error, chain.chainId)
    logger.error({ err }, 'activities were not told; it is tried again')
  }
  const rounds = [
    startRounds({
      locks,
      key: 'activity',
      interval,
      run: async (signal) => {
        const spaces = await prisma.space.findMany({ select: { id: true, governor: true } })
        for (const space of spaces) {
          if (signal.aborted) return
          // One space whose contracts fail must not silence the others.
          await recordActivity({ ...parameters, space }).catch(report)
        }
      },
      onFailure: report,
    }),
    // Beside the others: a receiver that does not answer holds nobody up but those it is sent with.
    startRounds({
      locks,
      key: 'webhooks',
      interval,
      run: async (signal) => {
        while (!signal.aborted && (await deliverDue({ prisma, allowLocal })) > 0);
      },
      onFailure: report,
    }),
  ]
  return {
    stop: async () => {
      await Promise.all(rounds.map(({ stop }) => stop()))
    },
  }
}
