import type { PrismaClient } from '../generated/prisma/client.ts'

/** What {@link countBallots} takes. */
export interface CountBallotsParameters {
  readonly prisma: PrismaClient
  readonly space: { readonly id: string }
}

/**
 * Writes down how many ballots count on each proposal of a space, at most once in 15 seconds for
 * one that is open and no more for one that has long been closed: counting reads every ballot.
 */
export async function countBallots({ prisma, space }: CountBallotsParameters): Promise<void> {
  await prisma.$executeRaw`
    INSERT INTO "ProposalOutcome" ("spaceId", "proposalId", "ballots", "countedAt")
    SELECT p."spaceId", p."id", (
        SELECT count(*)::int FROM "CountedBallot" AS b
        WHERE b."spaceId" = p."spaceId" AND b."proposalId" = p."id"
      ), now()
    FROM "Proposal" AS p
    LEFT JOIN "ProposalOutcome" AS o ON o."spaceId" = p."spaceId" AND o."proposalId" = p."id"
    WHERE p."spaceId" = ${space.id}
      AND (o."countedAt" IS NULL
        OR (o."countedAt" < now() - interval '15 seconds'
          AND o."countedAt" < to_timestamp(p."deadline") + interval '1 day'))
    ON CONFLICT ("spaceId", "proposalId") DO UPDATE SET
      "ballots" = EXCLUDED."ballots", "countedAt" = EXCLUDED."countedAt"`
}
