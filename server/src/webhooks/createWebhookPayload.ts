import type { WebhookEvent, WireWebhookPayload } from '@psephos/lib'

/** What {@link createWebhookPayload} takes. */
export interface CreateWebhookPayloadParameters {
  readonly event: WebhookEvent
  /** When it happened, in seconds since 1970. */
  readonly at: number
  readonly space: string
  readonly proposal: { readonly id: string; readonly snapshot: number; readonly deadline: number }
  readonly title: string
  readonly ballots: number
  readonly publicUrl: string
}

/** Returns what a webhook is sent: Standard Webhooks' payload, with counts and never a ballot. */
export function createWebhookPayload({
  event,
  at,
  space,
  proposal: { id, snapshot, deadline },
  title,
  ballots,
  publicUrl,
}: CreateWebhookPayloadParameters): WireWebhookPayload {
  return {
    type: event,
    timestamp: new Date(at * 1_000).toISOString(),
    data: {
      space,
      proposal: id,
      title,
      url: `${publicUrl.replace(/\/+$/, '')}/proposals/${id}`,
      opensAt: snapshot,
      closesAt: deadline,
      ballots,
    },
  }
}
