import { RequestMalformedError, type WireGroup, type WireSpace } from '@psephos/lib'
import type { PrismaClient } from '../generated/prisma/client.ts'

/** What {@link readGroup} takes. */
export interface ReadGroupParameters {
  readonly prisma: PrismaClient
  readonly space: WireSpace
  /** How many of the first members; all of them if absent. */
  readonly size?: number | undefined
}

/**
 * Returns a space's group: its first `size` members in order, and the root that the contract had
 * with them.
 * @throws {@link RequestMalformedError} when the group has fewer members.
 */
export async function readGroup({ prisma, space, size }: ReadGroupParameters): Promise<WireGroup> {
  const rows = await prisma.member.findMany({
    where: { spaceId: space.id, ...(size === undefined ? {} : { index: { lt: size } }) },
    orderBy: { index: 'asc' },
    select: { commitment: true, root: true },
  })
  if (size !== undefined && rows.length < size) {
    throw new RequestMalformedError({
      path: 'size',
      reason: `the group has ${rows.length} members`,
    })
  }
  return {
    group: space.group,
    size: rows.length,
    root: BigInt(rows.at(-1)?.root ?? 0),
    members: rows.map(({ commitment }) => BigInt(commitment)),
  }
}
