import { Prisma } from '../generated/prisma/client.ts'

/** What {@link shownBallots} takes. */
export interface ShownBallotsParameters {
  readonly spaceId: string
  readonly proposalId: string
  /** The start of a minute: nothing that came since is told. */
  readonly until: Date
}

/**
 * Returns the rows of a proposal's received ballots as they were before `until`, for a FROM clause:
 * "nullifier", "revision", "votes", "encrypted" and "points". Told as they come, each would say when its voter was
 * online; so all of a minute are told together.
 */
export function shownBallots({ spaceId, proposalId, until }: ShownBallotsParameters): Prisma.Sql {
  return Prisma.sql`(
    SELECT "nullifier",
      CASE WHEN "receivedAt" < ${until} THEN "revision" ELSE "priorRevision" END AS "revision",
      CASE WHEN "receivedAt" < ${until} THEN "votes" ELSE "priorVotes" END AS "votes",
      CASE WHEN "receivedAt" < ${until} THEN "encrypted" ELSE "priorEncrypted" END AS "encrypted",
      CASE WHEN "receivedAt" < ${until} THEN "points" ELSE "priorPoints" END AS "points"
    FROM "Ballot"
    WHERE "spaceId" = ${spaceId} AND "proposalId" = ${proposalId}
      AND ("receivedAt" < ${until} OR "priorRevision" IS NOT NULL)
  ) AS shown`
}
