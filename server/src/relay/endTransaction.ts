import { isHexString, type TransactionReceipt } from 'ethers'
import type { Chain } from '../chain/connectChain.ts'
import type { PrismaClient, RelayState, RelayTransaction } from '../generated/prisma/client.ts'
import { markBallots } from './markBallots.ts'

/** What {@link endTransaction} takes. */
export interface EndTransactionParameters {
  readonly prisma: PrismaClient
  readonly chain: Chain
  readonly row: RelayTransaction
  /** Null when another transaction has the nonce. */
  readonly receipt: TransactionReceipt | null
  /** Where that was seen. */
  readonly block?: number
}

/**
 * Notes what became of a transaction and what it cost, and lets go of what it carried: what the chain
 * does not count then may be sent anew.
 */
export async function endTransaction({
  prisma,
  chain,
  row,
  receipt,
  block,
}: EndTransactionParameters): Promise<RelayTransaction> {
  const state = judge(row, receipt)
  const cost = receipt === null ? 0n : await readCost(chain, receipt)
  const { id } = row
  return prisma.$transaction(async (transaction) => {
    if (state !== 'MINED') await markBallots(transaction, id, null)
    else if (receipt !== null) await markBallots(transaction, id, receipt.hash)
    await transaction.relayClaim.deleteMany({ where: { transactionId: id } })
    return transaction.relayTransaction.update({
      where: { id },
      data: {
        state,
        cost: String(cost),
        problem: null,
        endedAt: new Date(),
        minedHash: receipt?.hash ?? null,
        block: receipt?.blockNumber ?? block ?? null,
        blockHash: receipt?.blockHash ?? null,
      },
    })
  })
}

function judge(
  { hashes, emptyFrom }: RelayTransaction,
  receipt: TransactionReceipt | null,
): RelayState {
  if (receipt === null) return 'REPLACED'
  if (emptyFrom !== null && hashes.indexOf(receipt.hash) >= emptyFrom) return 'DROPPED'
  return receipt.status === 1 ? 'MINED' : 'FAILED'
}

/** On a rollup, also what it pays for the chain beneath, which its receipts name beside the gas. */
async function readCost({ provider }: Chain, receipt: TransactionReceipt): Promise<bigint> {
  const raw: unknown = await provider.send('eth_getTransactionReceipt', [receipt.hash])
  const beneath =
    typeof raw === 'object' && raw !== null && 'l1Fee' in raw && isHexString(raw.l1Fee)
      ? BigInt(raw.l1Fee === '0x' ? 0 : raw.l1Fee)
      : 0n
  return receipt.gasUsed * receipt.gasPrice + beneath
}
