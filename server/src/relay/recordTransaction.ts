import { randomUUID } from 'node:crypto'
import { RelayPausedError } from '@psephos/lib'
import { type BaseWallet, keccak256 } from 'ethers'
import { Prisma, type PrismaClient, type RelayTransaction } from '../generated/prisma/client.ts'
import type { Fees } from './chooseFees.ts'
import { lockUntilEnd } from './lockUntilEnd.ts'
import { markBallots } from './markBallots.ts'
import { AlreadyCarriedError, type OutboxRequest } from './Outbox.ts'
import { readSpending } from './readSpending.ts'

/** What {@link recordTransaction} takes. */
export interface RecordTransactionParameters {
  readonly prisma: PrismaClient
  readonly wallet: BaseWallet
  readonly chainId: number
  readonly request: OutboxRequest
  readonly fees: Fees
  /** The nonce that the node would give next. */
  readonly chainNonce: number
  /** Of the space, in wei for 24 hours; null for no bound. */
  readonly dailyCap: bigint | null
  /** What the account has, in wei. */
  readonly balance: bigint
  /** The most transactions that may wait at once. */
  readonly mostPending: number
}

/**
 * Takes the next nonce, signs and writes a transaction down with what it carries, in one transaction
 * of the database. Whoever does the same for the account or the space, in whichever process, waits
 * meanwhile; that no nonce and nothing carried is taken twice is a constraint besides.
 * @throws {@link RelayPausedError} and {@link AlreadyCarriedError}; nothing is written then.
 */
export async function recordTransaction(
  parameters: RecordTransactionParameters,
): Promise<RelayTransaction> {
  const { prisma, chainId, request } = parameters
  const account = parameters.wallet.address.toLowerCase()
  try {
    return await prisma.$transaction(async (transaction) => {
      await lockUntilEnd(transaction, `spending/${request.spaceId}`)
      await lockUntilEnd(transaction, `nonce/${chainId}/${account}`)
      const { nonce, reserve } = await check(transaction, parameters, account)
      return write(transaction, parameters, { account, nonce, reserve })
    })
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === UNIQUE)
      throw new AlreadyCarriedError('It is carried already.', { cause: error })
    throw error
  }
}

/** Prisma's code for what a unique key refuses. */
const UNIQUE = 'P2002'

type Transaction = Prisma.TransactionClient

/** Whether it may be paid for, and which nonce it has. */
async function check(
  transaction: Transaction,
  parameters: RecordTransactionParameters,
  account: string,
): Promise<{ nonce: number; reserve: bigint }> {
  const { chainId, request, fees, chainNonce, dailyCap, balance, mostPending } = parameters
  const reserve = request.gasLimit * fees.maxFeePerGas
  const open = await transaction.relayTransaction.findMany({
    where: { chainId, account, isFinal: false },
    select: { nonce: true, state: true, reserved: true },
  })
  const pending = open.filter(({ state }) => state === 'PENDING')
  if (pending.length >= mostPending) throw new RelayPausedError({ reason: 'BACKLOG' })
  const owed = pending.reduce((sum, { reserved }) => sum + BigInt(reserved), 0n)
  if (owed + reserve > balance) throw new RelayPausedError({ reason: 'FUNDS' })
  if (dailyCap !== null) {
    const { spent, reserved } = await readSpending(transaction, request.spaceId)
    if (spent + reserved + reserve > dailyCap)
      throw new RelayPausedError({ reason: 'SPENDING_CAP' })
  }
  return { nonce: Math.max(chainNonce, ...open.map(({ nonce }) => nonce + 1)), reserve }
}

async function write(
  transaction: Transaction,
  { wallet, chainId, request, fees }: RecordTransactionParameters,
  { account, nonce, reserve }: { account: string; nonce: number; reserve: bigint },
): Promise<RelayTransaction> {
  const { spaceId, purpose, proposalId, carries, to, data, gasLimit } = request
  const raw = await wallet.signTransaction({ type: 2, chainId, nonce, to, data, gasLimit, ...fees })
  const now = new Date()
  const row = await transaction.relayTransaction.create({
    data: {
      id: randomUUID(),
      chainId,
      account,
      nonce,
      spaceId,
      purpose,
      proposalId,
      carries: [...carries],
      raw,
      hashes: [keccak256(raw)],
      gasLimit: String(gasLimit),
      maxFeePerGas: String(fees.maxFeePerGas),
      maxPriorityFeePerGas: String(fees.maxPriorityFeePerGas),
      reserved: String(reserve),
      createdAt: now,
      pricedAt: now,
    },
  })
  await transaction.relayClaim.createMany({
    data: carries.map((key) => ({ key, transactionId: row.id })),
  })
  await markBallots(transaction, row.id, keccak256(raw))
  return row
}
