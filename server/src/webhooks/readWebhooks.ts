import {
  WebhookUnknownError,
  type WireWebhook,
  type WireWebhookDelivery,
  wireWebhookEvent,
} from '@psephos/lib'
import type { PrismaClient } from '../generated/prisma/client.ts'
import { toSeconds, toWireWebhook } from './toWireWebhook.ts'

/** How much of its log a webhook shows. */
const LOG_SIZE = 100

/** Returns a space's webhooks, oldest first. */
export async function listWebhooks(
  prisma: PrismaClient,
  space: { readonly id: string },
): Promise<WireWebhook[]> {
  const rows = await prisma.webhook.findMany({
    where: { spaceId: space.id },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  })
  return rows.map(toWireWebhook)
}

/**
 * Returns the last deliveries of a webhook, newest first.
 * @throws {@link WebhookUnknownError} when the space has no such webhook.
 */
export async function listDeliveries(
  prisma: PrismaClient,
  space: { readonly id: string },
  webhook: string,
): Promise<WireWebhookDelivery[]> {
  const where = { id: webhook, spaceId: space.id }
  if ((await prisma.webhook.count({ where })) === 0) throw new WebhookUnknownError({ webhook })
  const rows = await prisma.webhookDelivery.findMany({
    where: { webhookId: webhook },
    include: { activity: true },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: LOG_SIZE,
  })
  return rows.map((row) => ({
    id: row.id,
    event: wireWebhookEvent.parse(row.activity.event),
    status: row.delivered ? 'delivered' : row.dueAt === null ? 'abandoned' : 'waiting',
    attempts: row.attempts,
    createdAt: toSeconds(row.createdAt),
    dueAt: row.dueAt && toSeconds(row.dueAt),
    lastStatus: row.lastStatus,
    lastFailure: row.lastFailure,
  }))
}
