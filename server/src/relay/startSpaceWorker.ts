import { RelayPausedError, type WireSpace } from '@psephos/lib'
import type { Logger } from 'pino'
import type { Chain } from '../chain/connectChain.ts'
import { createBlockRange } from '../chain/createBlockRange.ts'
import { indexSpace } from '../chain/indexSpace.ts'
import { nameChainFailure } from '../chain/nameChainFailure.ts'
import type { Events } from '../events/Events.ts'
import type { PrismaClient } from '../generated/prisma/client.ts'
import { type Rounds, startRounds } from '../jobs/startRounds.ts'
import { createCommitteeStore } from '../secret/createCommitteeStore.ts'
import { storeNamedCommittees } from '../secret/storeNamedCommittees.ts'
import type { Locks } from '../storage/Locks.ts'
import { createDecryptionWork } from './createDecryptionWork.ts'
import type { TotalsSolver } from './createTotalsSolver.ts'
import type { Outbox } from './Outbox.ts'
import { type SettlementRules, selectDueBallots } from './selectDueBallots.ts'
import { settleBallots } from './settleBallots.ts'

/** What {@link startSpaceWorker} takes. */
export interface StartSpaceWorkerParameters {
  readonly prisma: PrismaClient
  readonly locks: Locks
  readonly chain: Chain
  readonly outbox: Outbox
  readonly logger: Logger
  readonly space: WireSpace
  readonly rules: SettlementRules
  readonly events: Events
  /** Finds the totals of secret proposals. */
  readonly totals: TotalsSolver
  /** Milliseconds between the end of one round and the start of the next. */
  readonly interval: number
}

/**
 * Looks after the transactions, follows a space's events, settles its waiting ballots and has its secret
 * proposals decrypted, one round after another. Of all processes on the database one at a time does it. A round that fails is logged
 * and tried again: whatever it left undone is found in the database and on the chain.
 */
export function startSpaceWorker(parameters: StartSpaceWorkerParameters): Rounds {
  const { locks, logger, interval, chain, space } = parameters
  const range = createBlockRange()
  const committees = createCommitteeStore(parameters)
  const decryption = createDecryptionWork(parameters)
  return startRounds({
    locks,
    key: `space/${space.id}`,
    interval,
    run: async (signal) => {
      // Before the index takes back what a reorganisation has unmined: the transaction that carries it
      // claims it again, or it would be sent, and paid for, a second time.
      try {
        await parameters.outbox.follow()
      } finally {
        if (!signal.aborted) await indexSpace({ ...parameters, range })
      }
      try {
        if (!signal.aborted) await settleDue(parameters, signal)
      } finally {
        if (!signal.aborted) await storeNamedCommittees({ ...parameters, committees })
        if (!signal.aborted) await decryption.run(signal)
      }
    },
    onFailure: (error) => {
      const err = nameChainFailure(error, chain.chainId)
      logger.error({ err, space: space.id }, 'a round of the relay failed; it is tried again')
    },
  })
}

async function settleDue(
  parameters: StartSpaceWorkerParameters,
  signal: AbortSignal,
): Promise<void> {
  const { chain, outbox } = parameters
  const due = await selectDueBallots({
    ...parameters,
    chainNow: await chain.now(),
    now: Date.now() / 1_000,
    account: outbox.account,
  })
  let failure: unknown
  for (const { proposalId, ballots, isLast } of due) {
    if (signal.aborted) return
    try {
      const block = isLast ? 'latest' : 'pending'
      await settleBallots({ ...parameters, proposalId, ballots, block })
    } catch (error) {
      // Said where it was found out; the ballots wait.
      if (error instanceof RelayPausedError) return
      // One proposal whose ballots cannot be sent must not silence the others.
      failure ??= error
    }
  }
  if (failure !== undefined) throw failure
}
