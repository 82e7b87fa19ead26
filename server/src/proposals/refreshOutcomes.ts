import { type ProposalState, proposalStates } from '@psephos/lib'
import type { Chain } from '../chain/connectChain.ts'
import { readViews } from '../chain/readViews.ts'
import type { PrismaClient } from '../generated/prisma/client.ts'

/** What {@link refreshOutcomes} takes. */
export interface RefreshOutcomesParameters {
  readonly prisma: PrismaClient
  readonly chain: Chain
  readonly space: { readonly id: string; readonly governor: string }
}

/** What time alone tells. */
const OPEN: readonly ProposalState[] = ['pending', 'active']

/**
 * Asks the governor, in one request, for the state of each proposal that may have another one than
 * it had, and writes it down. One that is over for an hour is not asked about again, so the request
 * grows with what is open or waits for execution, not with what there ever was.
 */
export async function refreshOutcomes({
  prisma,
  chain,
  space,
}: RefreshOutcomesParameters): Promise<void> {
  const proposals = await prisma.$queryRaw<{ id: string; state: string | null }[]>`
    SELECT p."id", o."state"
    FROM "Proposal" AS p
    LEFT JOIN "ProposalOutcome" AS o ON o."spaceId" = p."spaceId" AND o."proposalId" = p."id"
    WHERE p."spaceId" = ${space.id}
      AND (o."state" IS NULL OR o."state" IN ('succeeded', 'queued')
        OR o."seenAt" > now() - interval '1 hour')`
  if (proposals.length === 0) return
  const governor = chain.governor(space).interface
  const answers = await readViews({
    chain,
    target: space.governor,
    calls: proposals.map(({ id }) => governor.encodeFunctionData('state', [id])),
  })
  const changed = proposals.flatMap(({ id, state: known }, index) => {
    const answer = answers[index]
    // What the governor does not know is of another history; the indexer will find out.
    if (answer == null) return []
    const state = proposalStates[Number(BigInt(answer))] ?? 'pending'
    const written = OPEN.includes(state) ? null : state
    return written === known ? [] : [{ id, state: written }]
  })
  if (changed.length === 0) return
  const states = changed.map(({ state }) => state ?? '')
  // By way of the proposals that are there still: the indexer may have begun anew meanwhile.
  await prisma.$executeRaw`
    INSERT INTO "ProposalOutcome" ("spaceId", "proposalId", "state", "seenAt")
    SELECT p."spaceId", p."id", nullif(c."state", ''), now()
    FROM unnest(${changed.map(({ id }) => id)}::text[], ${states}::text[]) AS c ("id", "state")
    JOIN "Proposal" AS p ON p."spaceId" = ${space.id} AND p."id" = c."id"
    ON CONFLICT ("spaceId", "proposalId") DO UPDATE SET
      "state" = EXCLUDED."state", "seenAt" = EXCLUDED."seenAt"`
}
