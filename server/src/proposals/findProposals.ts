import type { ProposalOrder, ProposalState } from '@psephos/lib'
import * as z from 'zod'
import { Prisma, type PrismaClient } from '../generated/prisma/client.ts'
import { encodeCursor, parseCursor } from '../http/cursor.ts'

/** Which proposals of a space, and in which order. */
export interface ProposalQuery {
  readonly states?: readonly ProposalState[] | undefined
  /** An address in lower case. */
  readonly author?: string | undefined
  readonly tag?: string | undefined
  /** Words of title and body, as PostgreSQL's `websearch_to_tsquery` reads them. */
  readonly search?: string | undefined
  readonly order?: ProposalOrder | undefined
  readonly cursor?: string | undefined
  /** 100 if absent. */
  readonly limit?: number | undefined
}

/** What {@link findProposals} takes. */
export interface FindProposalsParameters {
  readonly prisma: PrismaClient
  readonly space: { readonly id: string }
  readonly query: ProposalQuery
  /** The chain's time in seconds, by which proposals open and close. */
  readonly now: number
}

/** A page of proposals by their ids. */
export interface FoundProposals {
  readonly ids: readonly string[]
  /** Where the next page begins; absent on the last. */
  readonly next?: string
}

/** The most that the texts of one page may have, in bytes; the first proposal is given in any case. */
const PAGE_BYTES = 4 * 1024 * 1024

const whole = z.number().int().nonnegative().max(2_147_483_647)
const id = z.string().regex(/^\d{1,78}$/)

/** How a list is ordered and where a row stands in that order. */
const orders = {
  newest: {
    place: z.tuple([z.literal('newest'), whole, whole]),
    by: Prisma.sql`p."block" DESC, p."logIndex" DESC`,
    after: ([, block, logIndex]: (string | number)[]) =>
      Prisma.sql`(p."block", p."logIndex") < (${block}::int, ${logIndex}::int)`,
    of: (row: Row) => ['newest', row.block, row.logIndex],
  },
  closing: {
    place: z.tuple([z.literal('closing'), whole, id]),
    by: Prisma.sql`p."deadline", p."id"`,
    after: ([, deadline, proposal]: (string | number)[]) =>
      Prisma.sql`(p."deadline", p."id") > (${deadline}::int, ${proposal}::text)`,
    of: (row: Row) => ['closing', row.deadline, row.id],
  },
  ballots: {
    place: z.tuple([z.literal('ballots'), whole, whole, whole]),
    by: Prisma.sql`coalesce(o."ballots", 0) DESC, p."block" DESC, p."logIndex" DESC`,
    after: ([, ballots, block, logIndex]: (string | number)[]) =>
      Prisma.sql`(coalesce(o."ballots", 0), p."block", p."logIndex")
        < (${ballots}::int, ${block}::int, ${logIndex}::int)`,
    of: (row: Row) => ['ballots', row.ballots, row.block, row.logIndex],
  },
} as const

interface Row {
  readonly id: string
  readonly block: number
  readonly logIndex: number
  readonly deadline: number
  readonly ballots: number
  readonly bytes: number
}

/**
 * Returns a page of a space's proposals. States and ballots are those of {@link refreshOutcomes}
 * and {@link countBallots}.
 * @throws {@link RequestMalformedError} when the cursor is none of this list.
 */
export async function findProposals({
  prisma,
  space,
  query,
  now,
}: FindProposalsParameters): Promise<FoundProposals> {
  const { order = 'newest', limit = 100 } = query
  const { place, by, after, of } = orders[order]
  const cursor = parseCursor<(string | number)[]>(place, query.cursor)
  const conditions = [
    Prisma.sql`p."spaceId" = ${space.id}`,
    ...listConditions(space.id, query, now),
    ...(order === 'closing' ? [Prisma.sql`o."state" IS NULL AND p."deadline" >= ${now}::int`] : []),
    ...(cursor === null ? [] : [after(cursor)]),
  ]
  const rows = await prisma.$queryRaw<Row[]>`
    SELECT p."id", p."block", p."logIndex", p."deadline", coalesce(o."ballots", 0) AS "ballots",
      octet_length(p."description") + coalesce(octet_length(m."document"), 0)
        + octet_length(array_to_string(p."calldatas", '')) AS "bytes"
    FROM "Proposal" AS p
    LEFT JOIN "ProposalOutcome" AS o ON o."spaceId" = p."spaceId" AND o."proposalId" = p."id"
    LEFT JOIN "Metadata" AS m ON m."cid" = p."cid"
    WHERE ${Prisma.join(conditions, ' AND ')}
    ORDER BY ${by}
    LIMIT ${limit + 1}`
  const taken = rows.slice(0, countWithin(rows.slice(0, limit)))
  const last = taken.at(-1)
  return {
    ids: taken.map((row) => row.id),
    ...(last === undefined || taken.length === rows.length ? {} : { next: encodeCursor(of(last)) }),
  }
}

function listConditions(
  spaceId: string,
  { states, author, tag, search }: ProposalQuery,
  now: number,
): Prisma.Sql[] {
  const conditions: Prisma.Sql[] = []
  if (states !== undefined) {
    conditions.push(Prisma.sql`coalesce(o."state", CASE
      WHEN p."snapshot" >= ${now}::int THEN 'pending' ELSE 'active' END) = ANY(${[...states]}::text[])`)
  }
  if (author !== undefined) conditions.push(Prisma.sql`p."proposer" = ${author}`)
  if (tag !== undefined) conditions.push(Prisma.sql`m."tags" @> ARRAY[${tag}]::text[]`)
  if (search !== undefined) {
    // Each half goes through an index of its own.
    const words = Prisma.sql`websearch_to_tsquery('simple'::regconfig, ${search})`
    conditions.push(Prisma.sql`p."id" IN (
      SELECT t."id" FROM "Proposal" AS t
      WHERE t."spaceId" = ${spaceId}
        AND to_tsvector('simple'::regconfig, left(t."description", 200)) @@ ${words}
      UNION
      SELECT t."id" FROM "Metadata" AS s JOIN "Proposal" AS t ON t."cid" = s."cid"
      WHERE t."spaceId" = ${spaceId} AND s."search" @@ ${words}
    )`)
  }
  return conditions
}

function countWithin(rows: readonly Row[]): number {
  let bytes = 0
  const beyond = rows.findIndex((row, index) => {
    bytes += row.bytes
    return index > 0 && bytes > PAGE_BYTES
  })
  return beyond === -1 ? rows.length : beyond
}
