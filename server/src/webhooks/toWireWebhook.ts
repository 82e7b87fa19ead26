import { type WireWebhook, wireWebhookEvent } from '@psephos/lib'
import type { Webhook } from '../generated/prisma/client.ts'

/** Returns a webhook as its admins see it, without its secret. */
export function toWireWebhook(row: Webhook): WireWebhook {
  return {
    id: row.id,
    url: row.url,
    events: row.events.map((event) => wireWebhookEvent.parse(event)),
    createdAt: toSeconds(row.createdAt),
    failingSince: row.failingSince && toSeconds(row.failingSince),
    disabledAt: row.disabledAt && toSeconds(row.disabledAt),
  }
}

/** Returns a time as it travels. */
export function toSeconds(date: Date): number {
  return Math.floor(date.getTime() / 1_000)
}
