import type { WorldIdFailedError } from './pageErrors.ts'

/** A code with which World ID's app, or IDKit on its behalf, ends a request without a proof. */
export type WorldIdCode = WorldIdFailedError['code']

/**
 * What a person can do after each. `again`: ask once more, now. `later`: once more, after something has
 * happened. `known`: World ID has answered for this person before. `operator`: only whoever runs the
 * server can mend it.
 */
export const worldIdRemedies = {
  user_rejected: 'again',
  cancelled: 'again',
  verification_rejected: 'again',
  unexpected_response: 'again',
  connection_failed: 'again',
  failed_by_host_app: 'again',
  user_presence_failed: 'again',
  duplicate_nonce: 'again',
  rp_signature_expired: 'again',
  generic_error: 'again',
  timeout: 'again',
  credential_unavailable: 'later',
  feature_unavailable: 'later',
  world_id_4_not_available: 'later',
  world_id_3_not_available: 'later',
  inclusion_proof_pending: 'later',
  inclusion_proof_failed: 'later',
  identity_attributes_not_matched: 'later',
  timestamp_too_old: 'later',
  timestamp_too_far_in_future: 'later',
  invalid_timestamp: 'later',
  max_verifications_reached: 'known',
  nullifier_replayed: 'known',
  malformed_request: 'operator',
  invalid_network: 'operator',
  invalid_rp_signature: 'operator',
  unknown_rp: 'operator',
  inactive_rp: 'operator',
  invalid_rp_id_format: 'operator',
} as const satisfies Record<WorldIdCode, 'again' | 'later' | 'known' | 'operator'>

/** Tells whether World ID has such a code. */
export function isWorldIdCode(code: string): code is WorldIdCode {
  return Object.hasOwn(worldIdRemedies, code)
}
