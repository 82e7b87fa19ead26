import type { WireSpace } from '@psephos/lib'
import type { Logger } from 'pino'
import type { Chain } from '../chain/connectChain.ts'
import { indexSpace } from '../chain/indexSpace.ts'
import { nameChainFailure } from '../chain/nameChainFailure.ts'
import type { Events } from '../events/Events.ts'
import type { PrismaClient } from '../generated/prisma/client.ts'
import type { TransactionQueue } from './createTransactionQueue.ts'
import { type SettlementRules, selectDueBallots } from './selectDueBallots.ts'
import { settleBallots } from './settleBallots.ts'

/** What {@link startSpaceWorker} takes. */
export interface StartSpaceWorkerParameters {
  readonly prisma: PrismaClient
  readonly chain: Chain
  readonly queue: TransactionQueue
  readonly logger: Logger
  readonly space: WireSpace
  readonly rules: SettlementRules
  readonly events: Events
  /** Milliseconds between the end of one round and the start of the next. */
  readonly interval: number
}

/** What a space needs done again and again, until it is stopped. */
export interface SpaceWorker {
  /** Resolves when the round under way, if any, has ended. */
  readonly stop: () => Promise<void>
}

/**
 * Follows a space's events and settles its waiting ballots, one round after another. A round that
 * fails is logged and tried again: whatever it left undone is found in the database and on the
 * chain.
 */
export function startSpaceWorker(parameters: StartSpaceWorkerParameters): SpaceWorker {
  const { logger, interval, chain, space } = parameters
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  let round = Promise.resolve()

  const runRound = async (): Promise<void> => {
    try {
      await indexSpace(parameters)
      await settleDue(parameters, () => stopped)
    } catch (error) {
      if (!stopped) {
        const cause = nameChainFailure(error, chain.chainId)
        logger.error(
          { err: cause, space: space.id },
          'a round of the relay failed; it is tried again',
        )
      }
    }
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

async function settleDue(
  { prisma, chain, queue, logger, space, rules, events }: StartSpaceWorkerParameters,
  isStopped: () => boolean,
): Promise<void> {
  const due = await selectDueBallots({
    prisma,
    space,
    rules,
    chainNow: await chain.now(),
    now: Date.now() / 1_000,
  })
  for (const { proposalId, ballots } of due) {
    if (isStopped()) return
    await settleBallots({ prisma, chain, queue, logger, space, proposalId, ballots })
    await indexSpace({ prisma, chain, space, events })
  }
}
