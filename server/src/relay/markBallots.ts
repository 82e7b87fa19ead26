import type { Prisma } from '../generated/prisma/client.ts'

/**
 * Notes with the ballots that a pending transaction carries by which hash it goes now; null where it
 * no longer goes at all. A later revision that has taken a ballot's row is left alone.
 */
export async function markBallots(
  transaction: Prisma.TransactionClient,
  id: string,
  hash: string | null,
): Promise<void> {
  await transaction.$executeRaw`
    UPDATE "Ballot" SET "transaction" = ${hash}
    FROM "RelayClaim" AS claim
    WHERE claim."transactionId" = ${id}
      AND claim."key" LIKE 'ballot/%'
      AND "Ballot"."spaceId" = split_part(claim."key", '/', 2)
      AND "Ballot"."proposalId" = split_part(claim."key", '/', 3)
      AND "Ballot"."nullifier" = split_part(claim."key", '/', 4)
      AND "Ballot"."revision" = split_part(claim."key", '/', 5)::int`
}
