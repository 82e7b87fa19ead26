import { concat, getBytes, toBeHex, toUtf8Bytes } from 'ethers'
import { hashToField } from './hashToField.ts'

/** What {@link legacyExternalNullifier} takes. */
export interface LegacyExternalNullifierParameters {
  /** The app's id at World ID, `app_…`. */
  readonly appId: string
  readonly action: string
}

/**
 * Returns what World ID 3 makes of an app and an action, for which a person has one nullifier;
 * `WorldIDLegacyIssuer.externalNullifierHash` returns the same for an enrolment.
 * @example
 * legacyExternalNullifier({ appId: 'app_staging_123', action: 'vote-1' })
 * // 0x3a2ac34af7478603b58514a2556a4ea44dd012cf371edb7dea5a345d6f157en
 */
export function legacyExternalNullifier({
  appId,
  action,
}: LegacyExternalNullifierParameters): bigint {
  const app = toBeHex(hashToField(toUtf8Bytes(appId)), 32)
  return hashToField(getBytes(concat([app, toUtf8Bytes(action)])))
}
