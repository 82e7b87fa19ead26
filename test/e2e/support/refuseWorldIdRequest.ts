import { encryptEnvelope } from '@psephos/server/src/development/world-id/bridgeEnvelope.ts'
import { createBridgeClient } from '@psephos/server/src/development/world-id/createBridgeClient.ts'
import { parseConnectorUri } from '@psephos/server/src/development/world-id/parseConnectorUri.ts'
import type { Page } from 'playwright-core'

/** What {@link refuseWorldIdRequest} takes. */
export type RefuseWorldIdRequestParameters = {
  /** A page that waits for World App. */
  page: Page
  /** World ID's word for why. */
  code: string
}

/** Answers a World ID request at the bridge with any of World ID's errors, as World App would. */
export async function refuseWorldIdRequest({
  page,
  code,
}: RefuseWorldIdRequestParameters): Promise<void> {
  const link = page.getByRole('link', { name: 'Open the development wallet' })
  const uri = (await link.getAttribute('href')) ?? ''
  const { key, requestId } = parseConnectorUri(uri)
  const envelope = encryptEnvelope({ key, plaintext: JSON.stringify({ error_code: code }) })
  await createBridgeClient(new URL(uri).origin).putResponse(requestId, envelope)
}
