import { randomBytes, randomUUID } from 'node:crypto'
import {
  LimitReachedError,
  type SpaceAuthorization,
  type WebhookRequest,
  type WireCreatedWebhook,
} from '@psephos/lib'
import type { Chain } from '../chain/connectChain.ts'
import type { PrismaClient, Space } from '../generated/prisma/client.ts'
import { authorizeSpaceRequest } from '../spaces/authorizeSpaceRequest.ts'
import { takeSpaceTurn } from '../spaces/takeSpaceTurn.ts'
import { type ResolveWebhookParameters, resolveWebhook } from './resolveWebhook.ts'
import { toWireWebhook } from './toWireWebhook.ts'

/** What {@link createWebhook} takes. */
export interface CreateWebhookParameters {
  readonly prisma: PrismaClient
  readonly chain: Chain
  /** The origin of this server. */
  readonly server: string
  readonly space: Space
  readonly body: { readonly webhook: WebhookRequest; readonly authorization: SpaceAuthorization }
  /** Whether it may be on this machine, over http: for development. */
  readonly allowLocal: boolean
  /** The most webhooks that a space has; 10 if absent. */
  readonly limit?: number
  readonly lookup?: ResolveWebhookParameters['lookup']
}

/**
 * Adds a webhook to a space and returns it with its secret, which is not shown again.
 * @throws {@link WebhookUrlRefusedError} when its address is not to be called.
 * @throws {@link LimitReachedError} when the space has too many.
 * @throws {@link SpaceRequestReplayedError} and what {@link authorizeSpaceRequest} throws.
 */
export async function createWebhook({
  prisma,
  chain,
  server,
  space,
  body: { webhook, authorization },
  allowLocal,
  limit = 10,
  lookup,
}: CreateWebhookParameters): Promise<WireCreatedWebhook> {
  const action = 'create webhook'
  await authorizeSpaceRequest({ chain, server, space, action, content: webhook, authorization })
  await resolveWebhook({ url: new URL(webhook.url), allowLocal, ...(lookup && { lookup }) })
  const secret = `whsec_${randomBytes(32).toString('base64')}`
  const row = await prisma.$transaction(async (transaction) => {
    // It is one row, so of two requests at once the second waits here, and counts what the first added.
    await takeSpaceTurn({ transaction, space, issuedAt: authorization.issuedAt })
    const count = await transaction.webhook.count({ where: { spaceId: space.id } })
    if (count >= limit) throw new LimitReachedError({ of: 'webhooks of a space', limit })
    return transaction.webhook.create({
      data: {
        id: `wh_${randomUUID()}`,
        spaceId: space.id,
        url: webhook.url,
        events: [...new Set(webhook.events)],
        secret,
        createdAt: new Date(),
      },
    })
  })
  return { ...toWireWebhook(row), secret }
}
