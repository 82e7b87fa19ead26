import { utf8ToBytes } from '@noble/hashes/utils.js'
import {
  PasskeyCancelledError,
  PasskeyOriginRefusedError,
  PasskeyPrfUnsupportedError,
  PasskeyResultInvalidError,
  PasskeyUnavailableError,
} from '../errors/identityErrors.ts'
import type { PsephosError } from '../errors/PsephosError.ts'
import type { Identity } from './createIdentity.ts'
import { deriveIdentity } from './deriveIdentity.ts'
import { encodeIdentityDomain, type IdentityDomain } from './identityDomain.ts'
import { PASSKEY_LABEL } from './passkeySalt.ts'

/** What a browser keeps passkeys with: `navigator.credentials`. */
export type PasskeyContainer = Pick<CredentialsContainer, 'create' | 'get'>

/** An identity with the passkey that gives it. */
export type PasskeyIdentity = {
  identity: Identity
  /** Names the passkey in base64url; no secret. Kept, it lets the browser ask for this one at once. */
  credentialId: string
  /**
   * Whether the passkey is synced, so that it outlives this device. Where it is not, the person
   * needs a backup: `exportIdentity`.
   */
  isBackedUp: boolean
}

const PRF_BYTES = 32
/** Where authenticator data has its flags (after the hash of the relying party's id), and which. */
const FLAGS_OFFSET = 32
const USER_VERIFIED = 1 << 2
const BACKED_UP = 1 << 4

/** @throws {@link PasskeyUnavailableError} where there is no WebAuthn. */
export function getPasskeyContainer(): PasskeyContainer {
  const container = globalThis.navigator?.credentials
  if (container === undefined || typeof globalThis.PublicKeyCredential !== 'function') {
    throw new PasskeyUnavailableError({ reason: 'there is no WebAuthn, or the page is not secure' })
  }
  return container
}

/** @throws {@link PasskeyResultInvalidError} when it is no passkey that answers. */
export function requirePasskey(credential: Credential | null): PublicKeyCredential {
  if (!isPasskey(credential)) {
    throw new PasskeyResultInvalidError({ reason: 'it is no passkey that answers' })
  }
  return credential
}

function isPasskey(credential: Credential | null): credential is PublicKeyCredential {
  return (
    credential !== null &&
    credential.type === 'public-key' &&
    'getClientExtensionResults' in credential
  )
}

/**
 * Returns the identity that a passkey gave, or null when it gave no secret yet: at its creation
 * many give none.
 * @throws {@link PasskeyResultInvalidError} when the secret is not 32 bytes, or the passkey did not
 * verify the person. A passkey has another secret for those whom it does not verify, and so would
 * give another identity.
 */
export function readPasskey(
  passkey: PublicKeyCredential,
  domain: IdentityDomain,
): PasskeyIdentity | null {
  const secret = passkey.getClientExtensionResults().prf?.results?.first
  const flags = readFlags(passkey.response)
  if (secret === undefined || flags === null) return null
  if ((flags & USER_VERIFIED) === 0) {
    throw new PasskeyResultInvalidError({ reason: 'it did not verify the person' })
  }
  const bytes = toBytes(secret)
  if (bytes.length !== PRF_BYTES) {
    throw new PasskeyResultInvalidError({ reason: `its secret is not ${PRF_BYTES} bytes long` })
  }
  return {
    identity: deriveIdentity({
      secret: bytes,
      label: PASSKEY_LABEL,
      domain: utf8ToBytes(encodeIdentityDomain(domain)),
    }),
    credentialId: passkey.id,
    isBackedUp: (flags & BACKED_UP) !== 0,
  }
}

/** The flags that the authenticator signed; null from browsers that do not show them at creation. */
function readFlags(response: AuthenticatorResponse): number | null {
  const data =
    'authenticatorData' in response
      ? response.authenticatorData
      : 'getAuthenticatorData' in response && typeof response.getAuthenticatorData === 'function'
        ? response.getAuthenticatorData()
        : null
  if (data === null) return null
  const flags = data instanceof ArrayBuffer ? new Uint8Array(data)[FLAGS_OFFSET] : undefined
  if (flags === undefined) {
    throw new PasskeyResultInvalidError({ reason: 'its authenticator data is too short' })
  }
  return flags
}

function toBytes(source: BufferSource): Uint8Array {
  return ArrayBuffer.isView(source)
    ? new Uint8Array(source.buffer, source.byteOffset, source.byteLength)
    : new Uint8Array(source)
}

/** What {@link assertPasskey} takes. */
export type AssertPasskeyParameters = {
  domain: IdentityDomain
  salt: Uint8Array<ArrayBuffer>
  container: PasskeyContainer
  relyingPartyId: string | undefined
  /** The one passkey to ask for; any of the relying party when undefined. */
  credentialId: BufferSource | undefined
  timeout: number
  signal: AbortSignal | undefined
}

/** Asks a passkey for its secret and returns the identity. */
export async function assertPasskey({
  domain,
  salt,
  container,
  relyingPartyId,
  credentialId,
  timeout,
  signal,
}: AssertPasskeyParameters): Promise<PasskeyIdentity> {
  const credential = await askPasskey(signal, () =>
    container.get({
      publicKey: {
        // Nobody logs in: the signature over the challenge is thrown away.
        challenge: crypto.getRandomValues(new Uint8Array(32)),
        ...(relyingPartyId === undefined ? {} : { rpId: relyingPartyId }),
        allowCredentials:
          credentialId === undefined ? [] : [{ type: 'public-key', id: credentialId }],
        userVerification: 'required',
        timeout,
        extensions: { prf: { eval: { first: salt } } },
      },
      ...(signal === undefined ? {} : { signal }),
    }),
  )
  const found = readPasskey(requirePasskey(credential), domain)
  if (found === null) throw new PasskeyPrfUnsupportedError()
  return found
}

/** Asks the browser, and names what goes wrong. */
export async function askPasskey<Answer>(
  signal: AbortSignal | undefined,
  ask: () => Promise<Answer>,
): Promise<Answer> {
  signal?.throwIfAborted()
  try {
    return await ask()
  } catch (cause) {
    signal?.throwIfAborted()
    throw nameFailure(cause)
  }
}

/** By the names that WebAuthn gives its exceptions. */
function nameFailure(cause: unknown): PsephosError {
  switch (cause instanceof Error || cause instanceof DOMException ? cause.name : '') {
    case 'AbortError':
    case 'NotAllowedError':
      return new PasskeyCancelledError({ cause })
    case 'SecurityError':
      return new PasskeyOriginRefusedError({ cause })
    case 'ConstraintError':
    case 'NotSupportedError':
      return new PasskeyUnavailableError(
        { reason: 'no authenticator here keeps passkeys and verifies who uses them' },
        { cause },
      )
    default:
      return new PasskeyUnavailableError({ reason: 'the browser failed' }, { cause })
  }
}
