import {
  NotFoundError,
  type WireHostedSpace,
  type WireSpace,
  type WireSpaceList,
  wireSpace,
  wireSpaceProfile,
} from '@psephos/lib'
import * as z from 'zod'
import {
  Prisma,
  type PrismaClient,
  type Space,
  type SpaceProfile,
} from '../generated/prisma/client.ts'
import { encodeCursor, parseCursor } from '../http/cursor.ts'

/** Which spaces, and from where on. */
export interface SpaceQuery {
  /** What id, name or words about the DAO hold, in upper or lower case. */
  readonly search?: string | undefined
  readonly cursor?: string | undefined
  /** 100 if absent. */
  readonly limit?: number | undefined
}

const place = z.tuple([z.literal('spaces'), z.iso.datetime(), wireSpace.shape.id])

/**
 * Returns a page of the spaces that this server hosts, oldest first.
 * @throws {@link RequestMalformedError} when the cursor is none of this list.
 */
export async function listSpaces(
  prisma: PrismaClient,
  { search, cursor, limit = 100 }: SpaceQuery = {},
): Promise<WireSpaceList> {
  const after = parseCursor(place, cursor)
  const conditions = [
    ...(after === null
      ? []
      : [Prisma.sql`(s."createdAt", s."id") > (${new Date(after[1])}, ${after[2]})`]),
    ...(search === undefined
      ? []
      : [
          Prisma.sql`strpos(coalesce(p."words", lower(s."id" || E'\n' || s."name")),
            ${search.toLowerCase()}) > 0`,
        ]),
  ]
  const where = conditions.length === 0 ? Prisma.sql`true` : Prisma.join(conditions, ' AND ')
  const rows = await prisma.$queryRaw<(Space & { document: string | null })[]>`
    SELECT s.*, p."document"
    FROM "Space" AS s
    LEFT JOIN "SpaceProfile" AS p ON p."chainId" = s."chainId" AND p."governor" = s."governor"
    WHERE ${where}
    ORDER BY s."createdAt", s."id"
    LIMIT ${limit + 1}`
  const last = rows.length > limit ? rows[limit - 1] : undefined
  return {
    spaces: rows.slice(0, limit).map((row) => toHostedSpace(row, row.document)),
    ...(last === undefined
      ? {}
      : { next: encodeCursor(['spaces', last.createdAt.toISOString(), last.id]) }),
  }
}

/** Returns the spaces that registered themselves, oldest first. */
export async function listAdmittedSpaces(prisma: PrismaClient): Promise<WireSpace[]> {
  const rows = await prisma.space.findMany({
    where: { listed: false },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  })
  return rows.map(toWireSpace)
}

/** @throws {@link NotFoundError} when this server hosts no such space. */
export async function findSpace(prisma: PrismaClient, id: string): Promise<WireSpace> {
  return toWireSpace(await findSpaceRow(prisma, id))
}

/** @throws {@link NotFoundError} when this server hosts no such space. */
export async function findSpaceRow(prisma: PrismaClient, id: string): Promise<Space> {
  // What is no id is not looked for: PostgreSQL has no text with U+0000.
  const isId = wireSpace.shape.id.safeParse(id).success
  const row = isId ? await prisma.space.findUnique({ where: { id } }) : null
  if (row === null) throw new NotFoundError({ path: `/api/v1/spaces/${encodeURIComponent(id)}` })
  return row
}

/** Returns what a DAO says about itself; null while no admin has said it. */
export async function findSpaceProfile(
  prisma: PrismaClient,
  { chainId, governor }: Pick<Space, 'chainId' | 'governor'>,
): Promise<SpaceProfile | null> {
  return prisma.spaceProfile.findUnique({ where: { chainId_governor: { chainId, governor } } })
}

/** Returns a space with what it says about itself, whose name is the one that is shown. */
export function toHostedSpace(row: Space, document: string | null): WireHostedSpace {
  if (document === null) return toWireSpace(row)
  const profile = wireSpaceProfile.parse(JSON.parse(document))
  return { ...toWireSpace(row), name: profile.name, profile }
}

function toWireSpace(row: Space): WireSpace {
  const { id, name, chainId, deploymentBlock, governor, group, issuer, timelock } = row
  return wireSpace.parse({ id, name, chainId, deploymentBlock, governor, group, issuer, timelock })
}
