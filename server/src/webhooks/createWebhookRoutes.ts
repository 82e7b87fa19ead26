import {
  parseSpaceAuthorization,
  type SpaceAction,
  WebhookUnknownError,
  wireCreatedWebhook,
  wireWebhookBody,
  wireWebhookDeliveryList,
  wireWebhookList,
} from '@psephos/lib'
import type { Request } from 'express'
import * as z from 'zod'
import type { Dependencies } from '../Dependencies.ts'
import type { Space } from '../generated/prisma/client.ts'
import { createRoute } from '../http/createRoute.ts'
import type { Route } from '../http/Route.ts'
import { authorizeSpaceRequest } from '../spaces/authorizeSpaceRequest.ts'
import { findSpaceRow } from '../spaces/readSpaces.ts'
import { SIGNED_ERRORS } from '../spaces/signedErrors.ts'
import { spaceParams } from '../spaces/spaceParams.ts'
import { takeSpaceTurn } from '../spaces/takeSpaceTurn.ts'
import { createWebhook } from './createWebhook.ts'
import { listDeliveries, listWebhooks } from './readWebhooks.ts'

const webhookParams = spaceParams.extend({
  webhook: z
    .string()
    .max(64)
    .regex(/^[\w-]*$/)
    .describe('The webhook’s id.'),
})
const NOT_CACHED = { 'cache-control': 'no-store' }
const IN_HEADER =
  'For admins of the DAO: in the header `authorization` stand `EIP712` and, in base64, the JSON of an authorization'

/** Returns the routes about the addresses that want to be told of what happens in a DAO. */
export function createWebhookRoutes(dependencies: Dependencies): Route[] {
  const { prisma, chain, publicUrl, localWebhooks: allowLocal } = dependencies
  const server = new URL(publicUrl).origin
  const authorize = async (
    request: Request,
    space: Space,
    action: SpaceAction,
    content: unknown,
  ): Promise<number> => {
    const authorization = parseSpaceAuthorization(request.get('authorization'))
    await authorizeSpaceRequest({ chain, server, space, action, content, authorization })
    return authorization.issuedAt
  }
  return [
    createRoute({
      method: 'post',
      path: '/spaces/{space}/webhooks',
      operation: 'createWebhook',
      tag: 'Spaces',
      summary: 'Adds a webhook',
      description:
        'Deliveries are signed as Standard Webhooks has it, and tried again for three days. The answer holds the secret, which is shown this once. The authorization is EIP-712 typed data `SpaceRequest` for the action `create webhook`, whose content is the webhook.',
      params: spaceParams,
      body: wireWebhookBody,
      answers: { 201: { description: 'The webhook and its secret.', schema: wireCreatedWebhook } },
      errors: [
        'NOT_FOUND',
        'LIMIT_REACHED',
        'SPACE_REQUEST_REPLAYED',
        'WEBHOOK_URL_REFUSED',
        ...SIGNED_ERRORS,
      ],
      handle: async ({ params, body }) => {
        const space = await findSpaceRow(prisma, params.space)
        const json = await createWebhook({ prisma, chain, server, space, body, allowLocal })
        return { status: 201, headers: NOT_CACHED, json }
      },
    }),
    createRoute({
      method: 'get',
      path: '/spaces/{space}/webhooks',
      operation: 'listWebhooks',
      tag: 'Spaces',
      summary: 'Lists a DAO’s webhooks',
      description: `${IN_HEADER} for the action \`read webhooks\` of \`{}\`.`,
      params: spaceParams,
      answers: { 200: { description: 'Oldest first.', schema: wireWebhookList } },
      errors: ['NOT_FOUND', ...SIGNED_ERRORS],
      handle: async ({ params, request }) => {
        const space = await findSpaceRow(prisma, params.space)
        await authorize(request, space, 'read webhooks', {})
        return { headers: NOT_CACHED, json: { webhooks: await listWebhooks(prisma, space) } }
      },
    }),
    createRoute({
      method: 'get',
      path: '/spaces/{space}/webhooks/{webhook}/deliveries',
      operation: 'listWebhookDeliveries',
      tag: 'Spaces',
      summary: 'Answers a webhook’s delivery log',
      description: `${IN_HEADER} for the action \`read webhooks\` of \`{}\`.`,
      params: webhookParams,
      answers: {
        200: { description: 'The last 100, newest first.', schema: wireWebhookDeliveryList },
      },
      errors: ['NOT_FOUND', 'WEBHOOK_UNKNOWN', ...SIGNED_ERRORS],
      handle: async ({ params, request }) => {
        const space = await findSpaceRow(prisma, params.space)
        await authorize(request, space, 'read webhooks', {})
        const deliveries = await listDeliveries(prisma, space, params.webhook)
        return { headers: NOT_CACHED, json: { deliveries } }
      },
    }),
    createRoute({
      method: 'delete',
      path: '/spaces/{space}/webhooks/{webhook}',
      operation: 'deleteWebhook',
      tag: 'Spaces',
      summary: 'Deletes a webhook with what is on its way to it',
      description: `${IN_HEADER} for the action \`delete webhook\` of \`{"webhook": "<id>"}\`.`,
      params: webhookParams,
      answers: { 204: { description: 'It is gone.' } },
      errors: ['NOT_FOUND', 'SPACE_REQUEST_REPLAYED', 'WEBHOOK_UNKNOWN', ...SIGNED_ERRORS],
      handle: async ({ params: { webhook, ...params }, request }) => {
        const space = await findSpaceRow(prisma, params.space)
        const issuedAt = await authorize(request, space, 'delete webhook', { webhook })
        await prisma.$transaction(async (transaction) => {
          await takeSpaceTurn({ transaction, space, issuedAt })
          const where = { id: webhook, spaceId: space.id }
          const { count } = await transaction.webhook.deleteMany({ where })
          if (count === 0) throw new WebhookUnknownError({ webhook })
        })
        return { status: 204 }
      },
    }),
  ]
}
