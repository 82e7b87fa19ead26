import { base64url } from 'multiformats/bases/base64'
import { RequestMalformedError } from '../errors/serverErrors.ts'
import type { IdentityDomain } from './identityDomain.ts'
import { passkeySalt } from './passkeySalt.ts'
import {
  assertPasskey,
  getPasskeyContainer,
  type PasskeyContainer,
  type PasskeyIdentity,
} from './readPasskey.ts'

/** What {@link identityFromPasskey} takes, beside the group that the identity is for. */
export type IdentityFromPasskeyParameters = IdentityDomain & {
  /**
   * The domain whose passkeys are asked for: the page's host, or a parent domain of it. The page's
   * host by default. A passkey, and with it the identity, belongs to this domain for good.
   */
  relyingPartyId?: string | undefined
  /** The one passkey to ask for, in base64url; by default the person picks one. */
  credentialId?: string | undefined
  /** How long the person may take, in milliseconds; two minutes by default. A wish to the browser. */
  timeout?: number
  /** Another `navigator.credentials`. */
  credentials?: PasskeyContainer
  signal?: AbortSignal | undefined
}

/** In milliseconds. */
const TIMEOUT = 120_000

/**
 * Returns the identity that a passkey gives for a group: always the same, on every device that the
 * passkey is synced to. The passkey derives a secret by WebAuthn's extension `prf`; it must verify
 * the person (fingerprint, face or PIN). Call it where the person has just clicked.
 * @throws {@link PasskeyCancelledError} when the person cancels or has no passkey here.
 * @throws {@link PasskeyPrfUnsupportedError} when the passkey cannot derive secrets.
 * @throws {@link PasskeyOriginRefusedError} when `relyingPartyId` is not the page's.
 * @throws {@link PasskeyUnavailableError} where there are no passkeys.
 * @throws {@link PasskeyResultInvalidError} when the answer is not what WebAuthn promises.
 * @throws {@link RequestMalformedError} when the group or the passkey's id cannot be one.
 * @throws the signal's reason when it is aborted.
 * Source: WebAuthn Level 3, "Pseudo-random function extension".
 * @example
 * const { identity } = await identityFromPasskey({ chainId: 1, group })
 * identity.commitment // the same on every device that has the passkey
 */
export async function identityFromPasskey({
  relyingPartyId,
  credentialId,
  timeout = TIMEOUT,
  credentials,
  signal,
  ...domain
}: IdentityFromPasskeyParameters): Promise<PasskeyIdentity> {
  return assertPasskey({
    domain,
    salt: passkeySalt(domain),
    container: credentials ?? getPasskeyContainer(),
    relyingPartyId,
    credentialId: credentialId === undefined ? undefined : decodeCredentialId(credentialId),
    timeout,
    signal,
  })
}

function decodeCredentialId(text: string): Uint8Array<ArrayBuffer> {
  try {
    const bytes = base64url.baseDecode(text)
    if (bytes.length > 0) return Uint8Array.from(bytes)
  } catch {
    // Said below.
  }
  throw new RequestMalformedError({ path: 'credentialId', reason: 'must be base64url' })
}
