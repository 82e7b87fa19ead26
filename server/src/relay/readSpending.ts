import type { Prisma } from '../generated/prisma/client.ts'

/** Wei that a space has cost. */
export interface Spending {
  /** What was mined in the last 24 hours did cost. */
  readonly spent: bigint
  /** What waits may cost at most. */
  readonly reserved: bigint
}

/** Sums up what was spent for a space in the last 24 hours, by whichever account, and what may be. */
export async function readSpending(
  prisma: Pick<Prisma.TransactionClient, '$queryRaw'>,
  spaceId: string,
): Promise<Spending> {
  const [sums] = await prisma.$queryRaw<{ spent: string; reserved: string }[]>`
    SELECT
      COALESCE(SUM("cost"::numeric) FILTER (WHERE "state" <> 'PENDING'), 0)::text AS spent,
      COALESCE(SUM("reserved"::numeric) FILTER (WHERE "state" = 'PENDING'), 0)::text AS reserved
    FROM "RelayTransaction"
    WHERE "spaceId" = ${spaceId}
      AND ("state" = 'PENDING' OR "endedAt" > now() - interval '24 hours')`
  return { spent: BigInt(sums?.spent ?? 0), reserved: BigInt(sums?.reserved ?? 0) }
}
