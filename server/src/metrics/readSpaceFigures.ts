import type { PrismaClient } from '../generated/prisma/client.ts'

/** What a space amounts to, as far as it is indexed. */
export interface SpaceFigures {
  readonly space: string
  readonly indexedBlock: number | null
  readonly members: number
  readonly proposals: number
  /** Ballots that the server holds, one per person and proposal. */
  readonly received: number
  readonly counted: number
  /** Ballots of proposals that are open which the governor does not count yet. */
  readonly waiting: number
  readonly refused: number
}

/** Returns the figures of every space; `now` in seconds says which proposals are open. */
export function readSpaceFigures(prisma: PrismaClient, now: number): Promise<SpaceFigures[]> {
  return prisma.$queryRaw<SpaceFigures[]>`
    SELECT
      space."id" AS "space",
      space."indexedBlock" AS "indexedBlock",
      (SELECT count(DISTINCT "index")::int FROM "GroupChange" WHERE "spaceId" = space."id")
        AS "members",
      (SELECT count(*)::int FROM "Proposal" WHERE "spaceId" = space."id") AS "proposals",
      (SELECT count(*)::int FROM "Ballot" WHERE "spaceId" = space."id") AS "received",
      (SELECT count(*)::int FROM "CountedBallot" WHERE "spaceId" = space."id") AS "counted",
      (
        SELECT count(*)::int
        FROM "Ballot" AS ballot
        JOIN "Proposal" AS proposal
          ON proposal."spaceId" = ballot."spaceId" AND proposal."id" = ballot."proposalId"
        LEFT JOIN "CountedBallot" AS counted
          ON counted."spaceId" = ballot."spaceId"
          AND counted."proposalId" = ballot."proposalId"
          AND counted."nullifier" = ballot."nullifier"
        WHERE ballot."spaceId" = space."id"
          AND proposal."deadline" > ${Math.floor(now)}::int
          AND ballot."refusal" IS NULL
          AND (counted."revision" IS NULL OR counted."revision" < ballot."revision")
      ) AS "waiting",
      (
        SELECT count(*)::int FROM "Ballot"
        WHERE "spaceId" = space."id" AND "refusal" IS NOT NULL
      ) AS "refused"
    FROM "Space" AS space
    ORDER BY space."id"`
}
