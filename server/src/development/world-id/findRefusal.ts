import { encodeRpMessage, hashAction } from '@psephos/lib'
import { getAddress, verifyMessage } from 'ethers'
import type { WalletRequest } from './walletRequest.ts'

/** The relying party's clock may run this many seconds before ours. */
const CLOCK_TOLERANCE = 300
/** A request lives this many seconds at most. */
const MAX_TTL = 1800

/** Why the development wallet refuses, in World ID's own words (IDKit's `IDKitErrorCodes`). */
export type RefusalCode =
  | 'user_rejected'
  | 'malformed_request'
  | 'invalid_network'
  | 'credential_unavailable'
  | 'unknown_rp'
  | 'invalid_rp_signature'
  | 'invalid_timestamp'
  | 'timestamp_too_far_in_future'
  | 'rp_signature_expired'
  | 'duplicate_nonce'
  | 'nullifier_replayed'

/** What {@link findRefusal} takes. */
export interface FindRefusalParameters {
  readonly request: WalletRequest
  /**
   * The address of each relying party's signing key by its id: what World ID keeps in a registry.
   */
  readonly relyingParties: ReadonlyMap<string, string>
  /** The nonces of the requests that were not refused before. */
  readonly nonces: Pick<ReadonlyMap<bigint, unknown>, 'has'>
  /** Seconds since 1970. */
  readonly now: number
}

/** Returns why a wallet must refuse a request whoever the person is, or null. */
export function findRefusal(parameters: FindRefusalParameters): RefusalCode | null {
  const { request, relyingParties, nonces, now } = parameters
  const { proof_request: proofRequest } = request
  if (request.environment !== 'staging') return 'invalid_network'
  if (proofRequest.action !== hashAction(request.action)) return 'malformed_request'
  if (!proofRequest.proof_requests.some((item) => item.issuer_schema_id === 1)) {
    return 'credential_unavailable'
  }

  const signer = relyingParties.get(proofRequest.rp_id)
  if (signer === undefined) return 'unknown_rp'
  if (recoverSigner(proofRequest) !== getAddress(signer)) return 'invalid_rp_signature'

  const { created_at: createdAt, expires_at: expiresAt } = proofRequest
  if (expiresAt <= createdAt || expiresAt - createdAt > MAX_TTL) return 'invalid_timestamp'
  if (createdAt > now + CLOCK_TOLERANCE) return 'timestamp_too_far_in_future'
  if (expiresAt < now) return 'rp_signature_expired'
  return nonces.has(proofRequest.nonce) ? 'duplicate_nonce' : null
}

function recoverSigner(proofRequest: WalletRequest['proof_request']): string | null {
  const { nonce, action, created_at: createdAt, expires_at: expiresAt } = proofRequest
  try {
    const message = encodeRpMessage({ nonce, action, createdAt, expiresAt })
    return verifyMessage(message, proofRequest.signature)
  } catch {
    // 65 bytes that are no signature at all.
    return null
  }
}
