import { randomUUID } from 'node:crypto'
import type { WebhookEvent } from '@psephos/lib'
import type { Chain } from '../chain/connectChain.ts'
import type { Prisma, PrismaClient } from '../generated/prisma/client.ts'
import { countBallots } from '../proposals/countBallots.ts'
import { readTitle } from '../proposals/readTitle.ts'
import { refreshOutcomes } from '../proposals/refreshOutcomes.ts'
import { createWebhookPayload } from '../webhooks/createWebhookPayload.ts'

/** What {@link recordActivity} takes. */
export interface RecordActivityParameters {
  readonly prisma: PrismaClient
  readonly chain: Chain
  readonly space: { readonly id: string; readonly governor: string }
  /** Where people reach the server: payloads link to it. */
  readonly publicUrl: string
}

/** Something that has happened, with what is told of it. */
interface Happening {
  readonly id: number
  readonly proposalId: string
  readonly event: WebhookEvent
  readonly at: number
  readonly ballots: number
}

/** A day before the end, or in the last quarter of a shorter vote, in seconds. */
const CLOSING = 24 * 60 * 60
/** Counts are told at most so often, in seconds. */
const SETTLED_INTERVAL = 60

/**
 * Writes down what has happened to a space's proposals since it was last asked, each thing once,
 * and puts it on its way to the webhooks that want it: in one transaction, so that nothing is told
 * twice or not at all, whatever process asks. Returns how much was new.
 */
export async function recordActivity({
  prisma,
  chain,
  space,
  publicUrl,
}: RecordActivityParameters): Promise<number> {
  const [now] = await Promise.all([
    chain.now(),
    refreshOutcomes({ prisma, chain, space }),
    countBallots({ prisma, space }),
  ])
  return prisma.$transaction(async (transaction) => {
    const happenings = await writeActivities(transaction, space.id, now)
    if (happenings.length > 0)
      await createDeliveries({ transaction, spaceId: space.id, publicUrl, happenings })
    return happenings.length
  })
}

/**
 * What is over for a day is not looked at again. Rows are looked for before they are written, though
 * the key would refuse them: a refused row uses up a number all the same.
 */
function writeActivities(
  transaction: Prisma.TransactionClient,
  spaceId: string,
  now: number,
): Promise<Happening[]> {
  return transaction.$queryRaw`
    WITH "watched" AS (
      SELECT p."id", p."snapshot", p."deadline", o."state", coalesce(o."ballots", 0) AS "ballots",
        p."deadline" - least(${CLOSING}::int, (p."deadline" - p."snapshot") / 4) AS "closing"
      FROM "Proposal" AS p
      LEFT JOIN "ProposalOutcome" AS o ON o."spaceId" = p."spaceId" AND o."proposalId" = p."id"
      WHERE p."spaceId" = ${spaceId}
        AND (o."state" IS NULL OR o."state" IN ('succeeded', 'queued')
          OR o."seenAt" > now() - interval '1 day')
    ), "happened" AS (
      SELECT "id", 'proposal.created' AS "event", 0 AS "ballots", least("snapshot", ${now}::int) AS "at"
        FROM "watched"
      UNION ALL SELECT "id", 'proposal.opened', 0, "snapshot"
        FROM "watched" WHERE "snapshot" < ${now}::int AND "state" IS DISTINCT FROM 'canceled'
      UNION ALL SELECT "id", 'proposal.closing', 0, "closing"
        FROM "watched" WHERE "closing" <= ${now}::int AND "state" IS DISTINCT FROM 'canceled'
      UNION ALL SELECT "id", 'proposal.closed', 0, "deadline"
        FROM "watched" WHERE "deadline" < ${now}::int AND "state" IS DISTINCT FROM 'canceled'
      UNION ALL SELECT "id", 'proposal.executed', 0, ${now}::int
        FROM "watched" WHERE "state" = 'executed'
      UNION ALL SELECT "id", 'ballots.settled', "ballots", ${now}::int
        FROM "watched" AS w WHERE "ballots" > 0 AND NOT EXISTS (
          SELECT 1 FROM "Activity" AS a
          WHERE a."spaceId" = ${spaceId} AND a."proposalId" = w."id"
            AND a."event" = 'ballots.settled' AND a."at" > ${now - SETTLED_INTERVAL}::int)
    )
    INSERT INTO "Activity" ("spaceId", "proposalId", "event", "ballots", "at")
    SELECT ${spaceId}, h."id", h."event", h."ballots", h."at" FROM "happened" AS h
    WHERE NOT EXISTS (
      SELECT 1 FROM "Activity" AS a
      WHERE a."spaceId" = ${spaceId} AND a."proposalId" = h."id" AND a."event" = h."event"
        AND a."ballots" = h."ballots")
    ORDER BY h."at", h."event"
    ON CONFLICT DO NOTHING
    RETURNING "id", "proposalId", "event", "at", "ballots"`
}

async function createDeliveries({
  transaction,
  spaceId,
  publicUrl,
  happenings,
}: {
  transaction: Prisma.TransactionClient
  spaceId: string
  publicUrl: string
  happenings: readonly Happening[]
}): Promise<void> {
  const webhooks = await transaction.webhook.findMany({ where: { spaceId, disabledAt: null } })
  if (webhooks.length === 0) return
  const ids = [...new Set(happenings.map(({ proposalId }) => proposalId))]
  const proposals = await transaction.proposal.findMany({ where: { spaceId, id: { in: ids } } })
  const proposalOf = new Map(proposals.map((proposal) => [proposal.id, proposal]))
  const outcomes = await transaction.proposalOutcome.findMany({
    where: { spaceId, proposalId: { in: ids } },
  })
  const ballotsOf = new Map(outcomes.map(({ proposalId, ballots }) => [proposalId, ballots]))
  const createdAt = new Date()
  const data = happenings.flatMap((happening) => {
    const proposal = proposalOf.get(happening.proposalId)
    if (proposal === undefined) return []
    const payload = createWebhookPayload({
      ...happening,
      space: spaceId,
      proposal,
      title: readTitle(proposal.description),
      ballots: ballotsOf.get(proposal.id) ?? 0,
      publicUrl,
    })
    return (
      webhooks
        .filter(({ events }) => events.includes(happening.event))
        // What was over before somebody asked to be told is no news.
        .filter((webhook) => happening.at * 1_000 >= webhook.createdAt.getTime() - 60_000)
        .map((webhook) => ({
          id: `msg_${randomUUID()}`,
          webhookId: webhook.id,
          activityId: happening.id,
          payload: JSON.stringify(payload),
          createdAt,
          dueAt: createdAt,
        }))
    )
  })
  if (data.length > 0) await transaction.webhookDelivery.createMany({ data })
}
