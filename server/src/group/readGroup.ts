import { GroupRootUnknownError, type WireGroup, type WireSpace } from '@psephos/lib'
import { Prisma, type PrismaClient } from '../generated/prisma/client.ts'

/** What {@link readGroup} takes. */
export interface ReadGroupParameters {
  readonly prisma: PrismaClient
  readonly space: WireSpace
  /** The group as it stood with this root, such as that of a proposal's electorate; as it is now if absent. */
  readonly root?: bigint | undefined
}

/**
 * Returns a space's group as it stands, or as it stood with a root: each leaf as it was last written before.
 * @throws {@link GroupRootUnknownError} when it never had that root, as far as it is indexed.
 */
export async function readGroup({ prisma, space, root }: ReadGroupParameters): Promise<WireGroup> {
  const rows = await readLeaves(prisma, space.id, root)
  // Nothing is written for a group without members, whose root is 0.
  if (rows.length === 0 && root !== undefined && root !== 0n) {
    throw new GroupRootUnknownError({ root })
  }
  return {
    group: space.group,
    size: rows.length,
    root: BigInt(rows[0]?.root ?? 0),
    members: rows.map(({ commitment }) => BigInt(commitment)),
  }
}

/**
 * One statement, so that root and leaves are of the same group. The changes of a batch share a root, which the group
 * has after the last of them.
 */
function readLeaves(
  prisma: PrismaClient,
  spaceId: string,
  root: bigint | undefined,
): Promise<{ commitment: string; root: string }[]> {
  const withRoot = root === undefined ? Prisma.empty : Prisma.sql`AND "root" = ${String(root)}`
  return prisma.$queryRaw`
    WITH "last" AS (
      SELECT "block", "logIndex", "root"
      FROM "GroupChange"
      WHERE "spaceId" = ${spaceId} ${withRoot}
      ORDER BY "block" DESC, "logIndex" DESC
      LIMIT 1
    )
    SELECT DISTINCT ON (change."index") change."commitment", "last"."root"
    FROM "GroupChange" AS change, "last"
    WHERE change."spaceId" = ${spaceId}
      AND (change."block", change."logIndex") <= ("last"."block", "last"."logIndex")
    ORDER BY change."index", change."block" DESC, change."logIndex" DESC`
}
