import { WebhookUrlRefusedError } from '@psephos/lib'
import { Webhook as Signer } from 'standardwebhooks'
import type { PrismaClient, Webhook, WebhookDelivery } from '../generated/prisma/client.ts'
import { getRetryDelay } from './getRetryDelay.ts'
import { postWebhook } from './postWebhook.ts'
import { type ResolveWebhookParameters, resolveWebhook } from './resolveWebhook.ts'

/** What {@link deliverDue} takes. */
export interface DeliverDueParameters {
  readonly prisma: PrismaClient
  /** Whether webhooks may be on this machine, over http: for development. */
  readonly allowLocal: boolean
  /** Milliseconds since 1970; now if absent. */
  readonly now?: number
  /** Milliseconds until a receiver that does not answer is given up. */
  readonly timeout?: number
  readonly lookup?: ResolveWebhookParameters['lookup']
}

/** How many deliveries one round takes, and how many of them to one webhook. */
const [PER_ROUND, PER_WEBHOOK] = [24, 3]
/** For how long a delivery that is being tried is nobody else's, in milliseconds. */
const LEASE = 60_000
const DAY = 24 * 60 * 60 * 1_000
/** How long a delivery is tried, and how long a webhook may fail, in milliseconds. */
const [TRIED_FOR, FAILING_FOR] = [3 * DAY, 5 * DAY]

type Claimed = WebhookDelivery & { webhook: Webhook }

/**
 * Sends the deliveries that are due, a few at a time, and returns how many it tried. Each is taken
 * by one process; if that dies, another takes it a minute later, so a receiver may see a delivery
 * twice, with the same `webhook-id`.
 */
export async function deliverDue(parameters: DeliverDueParameters): Promise<number> {
  const { prisma, now = Date.now() } = parameters
  const claimed = await claimDue(prisma, now)
  await Promise.all(claimed.map((delivery) => deliver(parameters, delivery, now)))
  return claimed.length
}

async function claimDue(prisma: PrismaClient, now: number): Promise<Claimed[]> {
  const due = new Date(now)
  const rows = await prisma.$queryRaw<{ id: string }[]>`
    UPDATE "WebhookDelivery" SET "attempts" = "attempts" + 1, "dueAt" = ${new Date(now + LEASE)}
    WHERE "id" IN (
      SELECT "id" FROM "WebhookDelivery"
      WHERE "dueAt" <= ${due} AND "id" IN (
        SELECT "id" FROM (
          SELECT "id", "dueAt", row_number() OVER (PARTITION BY "webhookId" ORDER BY "dueAt") AS "turn"
          FROM (
            SELECT d."id", d."dueAt", d."webhookId"
            FROM "WebhookDelivery" AS d JOIN "Webhook" AS w ON w."id" = d."webhookId"
            WHERE d."dueAt" <= ${due} AND w."disabledAt" IS NULL
            ORDER BY d."dueAt" LIMIT 1000
          ) AS "due"
        ) AS "turns" WHERE "turn" <= ${PER_WEBHOOK} ORDER BY "dueAt" LIMIT ${PER_ROUND}
      )
      FOR UPDATE SKIP LOCKED
    )
    RETURNING "id"`
  return prisma.webhookDelivery.findMany({
    where: { id: { in: rows.map(({ id }) => id) } },
    include: { webhook: true },
  })
}

async function deliver(
  parameters: DeliverDueParameters,
  delivery: Claimed,
  now: number,
): Promise<void> {
  const { prisma } = parameters
  const { webhook } = delivery
  const { status, failure } = await attempt(parameters, delivery, now)
  const isGone = status === 410
  const dueAt = now + getRetryDelay(delivery.attempts)
  const isRetried = failure !== null && !isGone && dueAt < delivery.createdAt.getTime() + TRIED_FOR
  const failingSince = failure === null ? null : (webhook.failingSince ?? new Date(now))
  const isGivenUp = isGone || (failingSince !== null && now - failingSince.getTime() > FAILING_FOR)
  await prisma.$transaction([
    // The webhook's row first: whoever has it may change the deliveries, so that none waits for another.
    prisma.webhook.updateMany({
      where: { id: webhook.id },
      data: { failingSince, ...(isGivenUp ? { disabledAt: new Date(now) } : {}) },
    }),
    // Only this attempt's own: another process may have taken the delivery when this one was too slow.
    prisma.webhookDelivery.updateMany({
      where: { id: delivery.id, attempts: delivery.attempts },
      data: {
        delivered: failure === null,
        dueAt: isRetried ? new Date(dueAt) : null,
        lastStatus: status,
        lastFailure: failure,
      },
    }),
    ...(isGivenUp
      ? [
          prisma.webhookDelivery.updateMany({
            where: { webhookId: webhook.id, dueAt: { not: null } },
            data: { dueAt: null },
          }),
        ]
      : []),
  ])
}

/** What became of an attempt: a failure is one in words. */
interface Outcome {
  readonly status: number | null
  readonly failure: string | null
}

async function attempt(
  { allowLocal, timeout = 10_000, lookup }: DeliverDueParameters,
  { id, payload, webhook }: Claimed,
  now: number,
): Promise<Outcome> {
  try {
    const url = new URL(webhook.url)
    const address = await resolveWebhook({ url, allowLocal, ...(lookup && { lookup }) })
    const headers = {
      'content-type': 'application/json',
      'user-agent': 'psephos-webhooks',
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(now / 1_000)),
      'webhook-signature': new Signer(webhook.secret).sign(id, new Date(now), payload),
    }
    const status = await postWebhook({
      url,
      address,
      headers,
      body: payload,
      timeout,
    })
    if (status >= 200 && status < 300) return { status, failure: null }
    const isRedirect = status >= 300 && status < 400
    return {
      status,
      failure: isRedirect ? 'it redirects, which is not followed' : 'it refuses',
    }
  } catch (error) {
    return { status: null, failure: describe(error) }
  }
}

/** In words of ours: what a receiver's machine says of itself is not shown to others. */
function describe(error: unknown): string {
  if (error instanceof WebhookUrlRefusedError) return error.message
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'ABORT_ERR') return 'it does not answer in time'
  return /CERT|TLS|SSL|ALTNAME/.test(code)
    ? 'its certificate does not hold'
    : 'it cannot be reached'
}
