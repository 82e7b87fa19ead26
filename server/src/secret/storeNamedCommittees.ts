import type { WireSpace } from '@psephos/lib'
import type { PrismaClient } from '../generated/prisma/client.ts'
import type { CommitteeStore } from './createCommitteeStore.ts'

/** What {@link storeNamedCommittees} takes. */
export interface StoreNamedCommitteesParameters {
  readonly prisma: PrismaClient
  readonly committees: CommitteeStore
  readonly space: WireSpace
}

/**
 * Has every committee read that a space's proposals name and that is not kept yet. That is not waited for: to go through a chain's events
 * may take minutes. One that cannot be read is left to a later round.
 */
export async function storeNamedCommittees({
  prisma,
  committees,
  space,
}: StoreNamedCommitteesParameters): Promise<void> {
  const named = await prisma.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT proposal."committee" AS "id"
    FROM "Proposal" AS proposal
    LEFT JOIN "Committee" AS known ON known."id" = proposal."committee"
    WHERE proposal."spaceId" = ${space.id} AND proposal."committee" IS NOT NULL AND known."id" IS NULL`
  for (const { id } of named) committees.read({ space, id }).catch(() => undefined)
}
