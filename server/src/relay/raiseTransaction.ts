import { type BaseWallet, isError, keccak256, Transaction } from 'ethers'
import type { Logger } from 'pino'
import type { Chain } from '../chain/connectChain.ts'
import { hasReverted } from '../chain/nameChainFailure.ts'
import type { PrismaClient, RelayTransaction } from '../generated/prisma/client.ts'
import { type Broadcast, broadcast } from './broadcast.ts'
import { type Fees, raiseFees } from './chooseFees.ts'
import { lockUntilEnd } from './lockUntilEnd.ts'
import { markBallots } from './markBallots.ts'
import type { RelayRules } from './RelayRules.ts'
import { readFeeMarket } from './readFeeMarket.ts'
import { readSpending } from './readSpending.ts'

/** What {@link raiseTransaction} takes. */
export interface RaiseTransactionParameters {
  readonly prisma: PrismaClient
  readonly chain: Chain
  readonly wallet: BaseWallet
  readonly logger: Logger
  readonly rules: RelayRules
  readonly row: RelayTransaction
  readonly publish: Broadcast
}

/** What a transfer of nothing takes. */
const EMPTY_GAS = 21_000n

/** What a transaction does. */
interface Call {
  readonly to: string
  readonly data: string
  readonly gasLimit: bigint
}

/**
 * Signs a transaction that waits for too long anew, under its nonce, with higher fees; written down
 * before it is broadcast, as the first was. One that would fail by now is replaced by an empty one,
 * which costs the least. Returns false, and does nothing, where fees or spending may not rise.
 */
export async function raiseTransaction(parameters: RaiseTransactionParameters): Promise<boolean> {
  const { prisma, chain, wallet, logger, rules, row } = parameters
  const fees = raiseFees({
    fees: {
      maxFeePerGas: BigInt(row.maxFeePerGas),
      maxPriorityFeePerGas: BigInt(row.maxPriorityFeePerGas),
    },
    market: await readFeeMarket(chain),
    ceiling: rules.maxFeePerGas,
  })
  if (fees === null) {
    await hold(parameters, 'FEE_CEILING')
    return false
  }
  const isEmpty = row.emptyFrom !== null || (await wouldFail(parameters))
  // What the account cannot pay is not made dearer; an empty one costs less.
  if (row.problem === 'FUNDS' && (row.emptyFrom !== null || !isEmpty)) return false
  const call = isEmpty ? { to: wallet.address, data: '0x', gasLimit: EMPTY_GAS } : readCall(row)
  const raw = await wallet.signTransaction({
    type: 2,
    chainId: row.chainId,
    nonce: row.nonce,
    ...call,
    ...fees,
  })
  const raised = await write(parameters, { raw, fees, call, isEmpty })
  if (raised === 'SPENDING_CAP') await hold(parameters, raised)
  if (raised === 'SPENDING_CAP' || raised === null) return false
  const said = { nonce: row.nonce, transaction: keccak256(raw), maxFeePerGas: raised.maxFeePerGas }
  if (isEmpty) logger.warn(said, 'a transaction is given up: it would fail by now')
  else logger.info(said, 'a transaction waits, and gets higher fees')
  await broadcast({ ...parameters, prisma, row: raised })
  return true
}

/** It waits on with the fees that it has. */
async function hold(
  { prisma, logger, row }: RaiseTransactionParameters,
  problem: string,
): Promise<void> {
  if (row.problem === problem) return
  logger.warn({ problem, nonce: row.nonce }, 'a transaction waits, and may not get higher fees')
  const where = { id: row.id, state: 'PENDING' as const }
  await prisma.relayTransaction.updateMany({ where, data: { problem } })
}

/** The call as it was signed first, before any empty one. */
function readCall({ raw }: RelayTransaction): Call {
  const { to, data, gasLimit } = Transaction.from(raw)
  if (to === null) throw new Error('A relay deploys nothing.')
  return { to, data, gasLimit }
}

async function wouldFail({ chain, wallet, row }: RaiseTransactionParameters): Promise<boolean> {
  if (row.problem === 'UNFIT') return true
  const { to, data, gasLimit } = readCall(row)
  try {
    await chain.provider.call({ from: wallet.address, to, data, gasLimit })
    return false
  } catch (error) {
    if (isError(error, 'CALL_EXCEPTION') && hasReverted(error)) return true
    throw error
  }
}

/** Null when it is no longer as it was found: somebody else looks after it. */
async function write(
  { prisma, rules, row }: RaiseTransactionParameters,
  { raw, fees, call, isEmpty }: { raw: string; fees: Fees; call: Call; isEmpty: boolean },
): Promise<RelayTransaction | 'SPENDING_CAP' | null> {
  // The most that any of those under this nonce may cost: one of them is mined.
  const reserve = max(call.gasLimit * fees.maxFeePerGas, BigInt(row.reserved))
  const cap = rules.dailyCap(row.spaceId)
  const hash = keccak256(raw)
  return prisma.$transaction(async (transaction) => {
    await lockUntilEnd(transaction, `spending/${row.spaceId}`)
    const { spent, reserved } = await readSpending(transaction, row.spaceId)
    if (cap !== null && spent + reserved - BigInt(row.reserved) + reserve > cap)
      return 'SPENDING_CAP'
    const { count } = await transaction.relayTransaction.updateMany({
      where: { id: row.id, state: 'PENDING', raw: row.raw },
      data: {
        raw,
        hashes: { push: hash },
        emptyFrom: isEmpty ? (row.emptyFrom ?? row.hashes.length) : null,
        maxFeePerGas: String(fees.maxFeePerGas),
        maxPriorityFeePerGas: String(fees.maxPriorityFeePerGas),
        reserved: String(reserve),
        pricedAt: new Date(),
        problem: null,
      },
    })
    if (count === 0) return null
    await markBallots(transaction, row.id, hash)
    return transaction.relayTransaction.findUniqueOrThrow({ where: { id: row.id } })
  })
}

function max(a: bigint, b: bigint): bigint {
  return a > b ? a : b
}
