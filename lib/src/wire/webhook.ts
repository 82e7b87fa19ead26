import * as z from 'zod'
import { wireTimestamp } from './scalars.ts'
import { wireSpaceAuthorization } from './space.ts'

/** What a webhook can be told of. `ballots.settled` gives counts, never ballots. */
export const webhookEvents = [
  'proposal.created',
  'proposal.opened',
  'proposal.closing',
  'proposal.closed',
  'proposal.executed',
  'ballots.settled',
] as const

/** What a webhook is told of. */
export const wireWebhookEvent = z.enum(webhookEvents)

/** A webhook to be. The server says which addresses it will not call. */
export const wireWebhookRequest = z.strictObject({
  url: z
    .url({ protocol: /^https?$/ })
    .max(500)
    .refine((text) => URL.canParse(text) && new URL(text).username === '', 'must name no account'),
  events: z.array(wireWebhookEvent).min(1).max(webhookEvents.length),
})

/** What `POST /api/v1/spaces/:space/webhooks` takes. */
export const wireWebhookBody = z.strictObject({
  webhook: wireWebhookRequest,
  authorization: wireSpaceAuthorization,
})

/** A webhook as its admins see it. */
export const wireWebhook = z.strictObject({
  id: z.string().max(64),
  url: z.string().max(500),
  events: z.array(wireWebhookEvent),
  createdAt: wireTimestamp,
  /** Since when every delivery has failed; null while they arrive. */
  failingSince: wireTimestamp.nullable(),
  /** When it was given up, after long failure or because it answered 410; null while it is called. */
  disabledAt: wireTimestamp.nullable(),
})

/** What creating a webhook answers: the only time that its secret is shown. */
export const wireCreatedWebhook = wireWebhook.extend({
  /** `whsec_` and 24 bytes or more in base64, as Standard Webhooks has it. */
  secret: z.string().max(100),
})

/** What listing webhooks answers. */
export const wireWebhookList = z.strictObject({ webhooks: z.array(wireWebhook) })

/** One event on its way to one webhook. */
export const wireWebhookDelivery = z.strictObject({
  /** The same in each attempt: `webhook-id`, by which a receiver knows it again. */
  id: z.string().max(64),
  event: wireWebhookEvent,
  status: z.enum(['waiting', 'delivered', 'abandoned']),
  attempts: z.number().int().nonnegative(),
  createdAt: wireTimestamp,
  /** When it is tried next; null when it is not. */
  dueAt: wireTimestamp.nullable(),
  /** The HTTP status of the last attempt; null without an answer. */
  lastStatus: z.number().int().nullable(),
  /** Why the last attempt failed, in words; null when it did not. */
  lastFailure: z.string().max(200).nullable(),
})

/** What the delivery log answers, newest first. */
export const wireWebhookDeliveryList = z.strictObject({ deliveries: z.array(wireWebhookDelivery) })

/** What a webhook receives: Standard Webhooks' payload. */
export const wireWebhookPayload = z.strictObject({
  type: wireWebhookEvent,
  /** ISO 8601. */
  timestamp: z.string().max(40),
  data: z.strictObject({
    space: z.string().max(64),
    proposal: z.string().max(78),
    title: z.string().max(200),
    /** The proposal's page. */
    url: z.string().max(700),
    /** Seconds since 1970. */
    opensAt: wireTimestamp,
    closesAt: wireTimestamp,
    /** How many ballots the governor counts. */
    ballots: z.number().int().nonnegative(),
  }),
})

/** What a webhook is told of. */
export type WebhookEvent = z.output<typeof wireWebhookEvent>
/** A webhook to be. */
export type WebhookRequest = z.output<typeof wireWebhookRequest>
/** A webhook as its admins see it. */
export type WireWebhook = z.output<typeof wireWebhook>
/** A webhook with its secret. */
export type WireCreatedWebhook = z.output<typeof wireCreatedWebhook>
/** One event on its way to one webhook. */
export type WireWebhookDelivery = z.output<typeof wireWebhookDelivery>
/** What a webhook receives. */
export type WireWebhookPayload = z.output<typeof wireWebhookPayload>
