import { encodeSpaceAuthorization } from '../../space/encodeSpaceAuthorization.ts'
import {
  type WebhookRequest,
  type WireCreatedWebhook,
  type WireWebhook,
  type WireWebhookDelivery,
  wireCreatedWebhook,
  wireWebhookDeliveryList,
  wireWebhookList,
} from '../../wire/webhook.ts'
import type { ServerRequests } from '../createServerRequest.ts'
import type { Authorized } from './RequestOptions.ts'
import { spacePath } from './serverPaths.ts'

/** How a space's admins have a server tell others of what happens. */
export type WebhookCalls = {
  /** Adds a webhook: {@link signSpaceRequest} signs `create webhook`. Its secret is shown this once. */
  createWebhook(
    parameters: { space: string; webhook: WebhookRequest } & Authorized,
  ): Promise<WireCreatedWebhook>
  /** A space's webhooks: {@link signSpaceRequest} signs `read webhooks` of `{}`. */
  listWebhooks(parameters: { space: string } & Authorized): Promise<WireWebhook[]>
  /** The last deliveries of a webhook, newest first: signed as {@link listWebhooks}. */
  listWebhookDeliveries(
    parameters: { space: string; webhook: string } & Authorized,
  ): Promise<WireWebhookDelivery[]>
  /** {@link signSpaceRequest} signs `delete webhook` of `{ webhook }`. */
  deleteWebhook(parameters: { space: string; webhook: string } & Authorized): Promise<void>
}

/** Returns what sets a space's webhooks on a server. */
export function createWebhookCalls({ requestJson, requestBytes }: ServerRequests): WebhookCalls {
  const webhookPath = (space: string, webhook: string) =>
    `${spacePath(space)}/webhooks/${encodeURIComponent(webhook)}`
  return {
    createWebhook({ space, webhook, authorization, signal }) {
      return requestJson({
        path: `${spacePath(space)}/webhooks`,
        body: { webhook, authorization },
        answer: wireCreatedWebhook,
        signal,
      })
    },
    async listWebhooks({ space, authorization, signal }) {
      const answer = await requestJson({
        path: `${spacePath(space)}/webhooks`,
        authorization: encodeSpaceAuthorization(authorization),
        answer: wireWebhookList,
        signal,
      })
      return answer.webhooks
    },
    async listWebhookDeliveries({ space, webhook, authorization, signal }) {
      const answer = await requestJson({
        path: `${webhookPath(space, webhook)}/deliveries`,
        authorization: encodeSpaceAuthorization(authorization),
        answer: wireWebhookDeliveryList,
        signal,
      })
      return answer.deliveries
    },
    async deleteWebhook({ space, webhook, authorization, signal }) {
      await requestBytes({
        path: webhookPath(space, webhook),
        method: 'DELETE',
        authorization: encodeSpaceAuthorization(authorization),
        signal,
      })
    },
  }
}
