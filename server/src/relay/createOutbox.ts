import { setTimeout as sleep } from 'node:timers/promises'
import { RelayPausedError } from '@psephos/lib'
import type { BaseWallet } from 'ethers'
import type { Logger } from 'pino'
import type { Chain } from '../chain/connectChain.ts'
import type { PrismaClient, RelayTransaction } from '../generated/prisma/client.ts'
import type { Locks } from '../storage/Locks.ts'
import { type Broadcast, broadcast } from './broadcast.ts'
import { chooseFees } from './chooseFees.ts'
import { followTransactions } from './followTransactions.ts'
import { noteHold } from './noteHold.ts'
import type { Outbox, OutboxRequest } from './Outbox.ts'
import { DEFAULT_RELAY_RULES, type RelayRules } from './RelayRules.ts'
import { readFeeMarket } from './readFeeMarket.ts'
import { readRelayStatus } from './readRelayStatus.ts'
import { recordTransaction } from './recordTransaction.ts'

/** What {@link createOutbox} takes. */
export interface CreateOutboxParameters {
  readonly prisma: PrismaClient
  readonly locks: Locks
  readonly chain: Chain
  /** The account that pays. It may be used elsewhere, at the price of transactions sent twice. */
  readonly wallet: BaseWallet
  readonly logger: Logger
  readonly rules?: RelayRules
  /** Hands signed bytes to the node. */
  readonly publish?: Broadcast
}

/** Nodes keep so many of one account that wait. */
const MOST_PENDING = 16
/** Milliseconds between two looks at a transaction that somebody waits for. */
const LOOK_INTERVAL = 400

/** Creates the outbox of an account. Any number of processes may have one of the same account. */
export function createOutbox({
  prisma,
  locks,
  chain,
  wallet,
  logger,
  rules = DEFAULT_RELAY_RULES,
  publish = async (raw) => {
    await chain.provider.send('eth_sendRawTransaction', [raw])
  },
}: CreateOutboxParameters): Outbox {
  const account = wallet.address
  const record = async (request: OutboxRequest): Promise<RelayTransaction> => {
    const [market, chainNonce, balance] = await Promise.all([
      readFeeMarket(chain),
      chain.provider.getTransactionCount(account, 'pending'),
      chain.provider.getBalance(account),
    ])
    const fees = chooseFees({ market, ceiling: rules.maxFeePerGas })
    if (fees === null) throw new RelayPausedError({ reason: 'FEE_CEILING' })
    return recordTransaction({
      prisma,
      wallet,
      chainId: chain.chainId,
      request,
      fees,
      chainNonce,
      dailyCap: rules.dailyCap(request.spaceId),
      balance,
      mostPending: MOST_PENDING,
    })
  }
  const follow = async (): Promise<void> => {
    await locks.tryRun(`outbox/${chain.chainId}/${account.toLowerCase()}`, () =>
      followTransactions({ prisma, chain, wallet, logger, rules, publish }),
    )
  }
  return {
    account,
    send: async (request) => {
      const { spaceId, purpose, proposalId, carries } = request
      const row = await record(request).catch(async (error: unknown) => {
        if (error instanceof RelayPausedError)
          await noteHold({ prisma, logger, spaceId, reason: String(error.details['reason']) })
        throw error
      })
      await noteHold({ prisma, logger, spaceId, reason: null })
      const said = { purpose, proposalId, carries: carries.length, transaction: row.hashes[0] }
      logger.info(said, 'settling')
      await broadcast({ prisma, logger, row, publish })
      return row
    },
    follow,
    readStatus: (spaceId) => readRelayStatus({ prisma, rules, spaceId }),
    wait: async (id, timeout) => {
      const deadline = Date.now() + timeout
      for (;;) {
        await follow()
        const row = await prisma.relayTransaction.findUniqueOrThrow({ where: { id } })
        if (row.state !== 'PENDING' || Date.now() >= deadline) return row
        await sleep(LOOK_INTERVAL)
      }
    },
  }
}
