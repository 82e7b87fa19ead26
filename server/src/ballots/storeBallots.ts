import { Prisma, type PrismaClient } from '../generated/prisma/client.ts'
import type { BallotContent } from './ballotContent.ts'

/** A ballot that holds, as it is stored. */
export interface BallotToStore extends BallotContent {
  readonly nullifier: string
  readonly points: readonly bigint[]
}

/** What {@link storeBallots} takes. */
export interface StoreBallotsParameters {
  readonly prisma: PrismaClient
  readonly spaceId: string
  readonly proposalId: string
  /** No two of one nullifier. */
  readonly ballots: readonly BallotToStore[]
  readonly receivedAt: Date
}

/**
 * Stores ballots on one proposal and returns the nullifiers of those that were. One statement takes
 * each row only from a lower revision, whatever arrives at the same time. What stood there before
 * this minute is kept until it is over, because lists and results tell no more than that.
 */
export async function storeBallots({
  prisma,
  spaceId,
  proposalId,
  ballots,
  receivedAt,
}: StoreBallotsParameters): Promise<Set<string>> {
  if (ballots.length === 0) return new Set()
  // Always in one order, so that two batches never wait for each other's rows.
  const rows = ballots
    .toSorted((a, b) => (a.nullifier < b.nullifier ? -1 : 1))
    .map(({ points, ...ballot }) => ({ ...ballot, points: points.map(String) }))
  const stored = await prisma.$queryRaw<{ nullifier: string }[]>(Prisma.sql`
    INSERT INTO "Ballot"
      ("spaceId", "proposalId", "nullifier", "revision", "votes", "encrypted", "points", "receivedAt")
    SELECT ${spaceId}, ${proposalId}, given."nullifier", given."revision", given."votes",
      given."encrypted", given."points", ${receivedAt}
    FROM json_to_recordset(${JSON.stringify(rows)}::json)
      AS given("nullifier" text, "revision" integer, "votes" integer[], "encrypted" text[],
        "points" text[])
    ON CONFLICT ("spaceId", "proposalId", "nullifier") DO UPDATE SET
      "priorRevision" = CASE WHEN "Ballot"."receivedAt" < EXCLUDED."receivedAt"
        THEN "Ballot"."revision" ELSE "Ballot"."priorRevision" END,
      "priorVotes" = CASE WHEN "Ballot"."receivedAt" < EXCLUDED."receivedAt"
        THEN "Ballot"."votes" ELSE "Ballot"."priorVotes" END,
      "priorEncrypted" = CASE WHEN "Ballot"."receivedAt" < EXCLUDED."receivedAt"
        THEN "Ballot"."encrypted" ELSE "Ballot"."priorEncrypted" END,
      "priorPoints" = CASE WHEN "Ballot"."receivedAt" < EXCLUDED."receivedAt"
        THEN "Ballot"."points" ELSE "Ballot"."priorPoints" END,
      "revision" = EXCLUDED."revision", "votes" = EXCLUDED."votes",
      "encrypted" = EXCLUDED."encrypted", "points" = EXCLUDED."points",
      "receivedAt" = EXCLUDED."receivedAt", "transaction" = NULL, "refusal" = NULL
    WHERE "Ballot"."revision" < EXCLUDED."revision"
    RETURNING "nullifier"`)
  return new Set(stored.map(({ nullifier }) => nullifier))
}
