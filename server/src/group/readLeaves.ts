import { GroupRootUnknownError, type WireSpace } from '@psephos/lib'
import type { PrismaClient } from '../generated/prisma/client.ts'

/** What {@link readLeaves} takes. */
export interface ReadLeavesParameters {
  readonly prisma: PrismaClient
  readonly space: Pick<WireSpace, 'id'>
  /** The group as it stood with this root. */
  readonly root: bigint
  /** How many are given at a time. */
  readonly atOnce: number
}

/**
 * Gives the commitments of a group by their places, some at a time: all of a million at once would take
 * more memory than everything else. What the chain takes back meanwhile shows in the root.
 * @throws {@link GroupRootUnknownError} when it never had that root, as far as it is indexed.
 */
export async function* readLeaves({
  prisma,
  space,
  root,
  atOnce,
}: ReadLeavesParameters): AsyncGenerator<bigint[]> {
  // The changes of a batch share a root, which the group has after the last of them.
  const last = await prisma.groupChange.findFirst({
    where: { spaceId: space.id, root: String(root) },
    orderBy: [{ block: 'desc' }, { logIndex: 'desc' }],
    select: { block: true, logIndex: true },
  })
  if (last === null) {
    // Nothing is written for a group without members, whose root is 0.
    if (root === 0n) return
    throw new GroupRootUnknownError({ root })
  }
  for (let start = 0; ; start += atOnce) {
    const rows = await prisma.$queryRaw<{ commitment: string }[]>`
      SELECT DISTINCT ON ("index") "commitment"
      FROM "GroupChange"
      WHERE "spaceId" = ${space.id} AND "index" >= ${start}::int AND "index" < ${start + atOnce}::int
        AND ("block", "logIndex") <= (${last.block}::int, ${last.logIndex}::int)
      ORDER BY "index", "block" DESC, "logIndex" DESC`
    if (rows.length > 0) yield rows.map(({ commitment }) => BigInt(commitment))
    if (rows.length < atOnce) return
  }
}
