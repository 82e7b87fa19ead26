import type { WireKeyGenerationBody } from '../../wire/keyGeneration.ts'
import { toJson } from './toJson.ts'

/** What {@link keyGenerationRequest} takes. */
export type KeyGenerationRequestParameters = Pick<
  WireKeyGenerationBody,
  'invitation' | 'dealsUntil'
>

/**
 * Returns what an admin of a space signs to open a key generation in a server's mailbox: the content of
 * the action `open key generation`, as it travels.
 * @example
 * const content = keyGenerationRequest({ invitation, dealsUntil })
 * await signSpaceRequest({ signer, server, space, action: 'open key generation', content })
 */
export function keyGenerationRequest({ invitation, dealsUntil }: KeyGenerationRequestParameters): {
  readonly invitation: unknown
  readonly dealsUntil: number
} {
  return { invitation: toJson(invitation), dealsUntil }
}
