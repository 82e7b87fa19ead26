import { type WireWorldIdRequest, type WorldIdResult, wireWorldIdResult } from '@psephos/lib'
import type { DevelopmentWallet } from '../development/world-id/DevelopmentWallet.ts'
import { requestWithIdKit } from './startDevelopmentWorldId.ts'

/** What {@link proveTestPerson} takes. */
export interface ProveTestPersonParameters {
  /** What the server asks World ID for. */
  readonly request: WireWorldIdRequest
  readonly wallet: DevelopmentWallet
  /** The pretend person's number. */
  readonly person: number
}

/** Goes through World ID as a person does: IDKit asks, the wallet approves, IDKit hands over. */
export async function proveTestPerson({
  request,
  wallet,
  person,
}: ProveTestPersonParameters): Promise<WorldIdResult> {
  const idKit = await requestWithIdKit(request)
  await wallet.answerWorldIdRequest({ connectorUri: idKit.connectorURI, person })
  const completion = await idKit.pollUntilCompletion({ pollInterval: 1 })
  if (!completion.success) throw new Error(`World ID refuses: ${completion.error}.`)
  return wireWorldIdResult.parse(completion.result)
}
