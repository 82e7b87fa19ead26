import type { PrismaClient, RelayTransaction } from '../generated/prisma/client.ts'
import { markBallots } from './markBallots.ts'

/** What {@link reviveTransaction} takes. */
export interface ReviveTransactionParameters {
  readonly prisma: PrismaClient
  readonly row: RelayTransaction
}

/**
 * Makes a transaction that a reorganisation has unmined pending again, with what it carried. What
 * another one carries by now stays with that: the governor counts it once, whichever comes first.
 */
export async function reviveTransaction({
  prisma,
  row: { id, carries, hashes },
}: ReviveTransactionParameters): Promise<RelayTransaction> {
  return prisma.$transaction(async (transaction) => {
    await transaction.relayClaim.createMany({
      data: carries.map((key) => ({ key, transactionId: id })),
      skipDuplicates: true,
    })
    await markBallots(transaction, id, hashes.at(-1) ?? null)
    return transaction.relayTransaction.update({
      where: { id },
      data: {
        state: 'PENDING',
        cost: null,
        problem: null,
        endedAt: null,
        minedHash: null,
        block: null,
        blockHash: null,
        pricedAt: new Date(),
      },
    })
  })
}
