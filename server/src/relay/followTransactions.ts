import type { BaseWallet, TransactionReceipt } from 'ethers'
import type { Logger } from 'pino'
import type { Chain } from '../chain/connectChain.ts'
import type { PrismaClient, RelayTransaction } from '../generated/prisma/client.ts'
import { type Broadcast, broadcast } from './broadcast.ts'
import { endTransaction } from './endTransaction.ts'
import type { RelayRules } from './RelayRules.ts'
import { raiseTransaction } from './raiseTransaction.ts'
import { reviveTransaction } from './reviveTransaction.ts'

/** What {@link followTransactions} takes. */
export interface FollowTransactionsParameters {
  readonly prisma: PrismaClient
  readonly chain: Chain
  readonly wallet: BaseWallet
  readonly logger: Logger
  readonly rules: RelayRules
  readonly publish: Broadcast
}

/** Blocks after which what was mined is taken to stay: more than two epochs of Ethereum. */
const FINAL_DEPTH = 72

/** What the chain said at the beginning of a round. */
interface Sight {
  readonly latest: number
  /** The account's next nonce. Asked before any receipt: a nonce that is used then has a receipt. */
  readonly nonce: number
}

/**
 * Compares every transaction that is not settled for good with the chain, and does what each needs:
 * note that it was mined, reverted or replaced, or that it no longer is; broadcast the same bytes
 * again; or sign it anew with higher fees.
 */
export async function followTransactions(parameters: FollowTransactionsParameters): Promise<void> {
  const { prisma, chain, wallet } = parameters
  const account = wallet.address.toLowerCase()
  const rows = await prisma.relayTransaction.findMany({
    where: { chainId: chain.chainId, account, isFinal: false },
    orderBy: { nonce: 'asc' },
  })
  if (rows.length === 0) return
  const nonce = await chain.provider.getTransactionCount(account, 'latest')
  const sight = { latest: await chain.provider.getBlockNumber(), nonce }
  // Asked for all at once, which is one request to the node.
  const receipts = await Promise.all(rows.map((row) => findReceipt(parameters, row)))
  let isFirst = true
  for (const [index, row] of rows.entries()) {
    const receipt = receipts[index] ?? null
    const waits = await followOne(parameters, { row, receipt, sight, isFirst })
    if (waits) isFirst = false
  }
}

/** Returns whether the transaction waits to be mined. */
async function followOne(
  parameters: FollowTransactionsParameters,
  {
    row,
    receipt,
    sight,
    isFirst,
  }: {
    readonly row: RelayTransaction
    readonly receipt: TransactionReceipt | null
    readonly sight: Sight
    /** Whether no earlier one waits. */
    readonly isFirst: boolean
  },
): Promise<boolean> {
  const { prisma } = parameters
  if (receipt !== null) {
    await noteReceipt(parameters, row, receipt, sight)
    return false
  }
  if (row.nonce < sight.nonce) {
    await noteTaken(parameters, row, sight)
    return false
  }
  let current = row
  if (row.state !== 'PENDING') {
    parameters.logger.warn({ transaction: row.minedHash }, 'a transaction is no longer mined')
    current = await reviveTransaction({ prisma, row })
  }
  await push(parameters, current, isFirst)
  return true
}

/** Those signed last first: they are the likeliest. */
async function findReceipt(
  { chain }: FollowTransactionsParameters,
  { hashes }: RelayTransaction,
): Promise<TransactionReceipt | null> {
  for (const hash of hashes.toReversed()) {
    const receipt = await chain.provider.getTransactionReceipt(hash)
    if (receipt !== null) return receipt
  }
  return null
}

async function noteReceipt(
  parameters: FollowTransactionsParameters,
  row: RelayTransaction,
  receipt: TransactionReceipt,
  { latest }: Sight,
): Promise<void> {
  const { prisma, chain, logger } = parameters
  const isFinal = latest - receipt.blockNumber >= FINAL_DEPTH
  if (row.state === 'PENDING' || row.blockHash !== receipt.blockHash) {
    const ended = await endTransaction({ prisma, chain, row, receipt })
    const { purpose, proposalId, state, cost, minedHash: transaction } = ended
    const said = { purpose, proposalId, carries: row.carries.length, state, cost, transaction }
    if (state === 'MINED') logger.info(said, 'settled')
    else logger.warn(said, 'a transaction was mined without effect')
  }
  if (isFinal) await finish(prisma, row)
}

/** What it carried is no longer needed, and not kept longer than needed. */
async function finish(prisma: PrismaClient, { id }: RelayTransaction): Promise<void> {
  const data = { isFinal: true, raw: '', carries: [] }
  await prisma.relayTransaction.update({ where: { id }, data })
}

/** Believed when it is seen twice: the node that counts may be ahead of the one that has receipts. */
async function noteTaken(
  { prisma, chain, logger }: FollowTransactionsParameters,
  row: RelayTransaction,
  { latest }: Sight,
): Promise<void> {
  const where = { id: row.id }
  if (row.state === 'REPLACED') {
    if (latest - (row.block ?? latest) >= FINAL_DEPTH) await finish(prisma, row)
  } else if (row.problem !== 'NONCE_TAKEN') {
    await prisma.relayTransaction.update({ where, data: { problem: 'NONCE_TAKEN' } })
  } else {
    logger.warn(
      { nonce: row.nonce, hashes: row.hashes },
      'another transaction has the nonce: the relay’s account is used elsewhere',
    )
    await endTransaction({ prisma, chain, row, receipt: null, block: latest })
  }
}

async function push(
  parameters: FollowTransactionsParameters,
  row: RelayTransaction,
  isFirst: boolean,
): Promise<void> {
  const { chain, rules } = parameters
  const waited = (Date.now() - row.pricedAt.getTime()) / 1_000
  // Only the lowest nonce can be mined: those behind it wait for it, whatever they pay.
  const isStuck = isFirst && (waited >= rules.raiseAfter || row.problem === 'UNDERPRICED')
  if (isStuck && (await raiseTransaction({ ...parameters, row }))) return
  const known = await chain.provider.getTransaction(row.hashes.at(-1) ?? '')
  if (known === null) await broadcast({ ...parameters, row })
}
