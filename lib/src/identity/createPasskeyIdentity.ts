import { PasskeyPrfUnsupportedError } from '../errors/identityErrors.ts'
import type { IdentityDomain } from './identityDomain.ts'
import { passkeySalt } from './passkeySalt.ts'
import {
  askPasskey,
  assertPasskey,
  getPasskeyContainer,
  type PasskeyContainer,
  type PasskeyIdentity,
  readPasskey,
  requirePasskey,
} from './readPasskey.ts'

/** What {@link createPasskeyIdentity} takes, beside the group that the identity is for. */
export type CreatePasskeyIdentityParameters = IdentityDomain & {
  /** What the person sees in their list of passkeys, such as `Vote in the garden`. */
  label: string
  /**
   * The domain that the passkey is for: the page's host, or a parent domain of it. The page's host
   * by default. Whoever moves the page to another domain leaves these identities behind.
   */
  relyingPartyId?: string | undefined
  /** How long the person may take for each question, in milliseconds; two minutes by default. */
  timeout?: number
  /** Another `navigator.credentials`. */
  credentials?: PasskeyContainer
  signal?: AbortSignal | undefined
}

/** In milliseconds. */
const TIMEOUT = 120_000
/** Ed25519, ES256 and RS256, by their COSE numbers: what authenticators have. Nothing is signed. */
const ALGORITHMS = [-8, -7, -257]

/**
 * Makes a new passkey and returns the identity that it gives for a group. Some authenticators tell
 * their secret only when the passkey is used; then the person is asked twice. If the second
 * question fails the passkey is there all the same, and {@link identityFromPasskey} goes on.
 *
 * Each call makes another passkey, under a name that is drawn for it: an authenticator keeps one
 * passkey for each name, and the same name would overwrite the old one with its identity. So call
 * it only for who has none yet.
 * @throws {@link PasskeyCancelledError} when the person cancels.
 * @throws {@link PasskeyPrfUnsupportedError} when browser or authenticator cannot derive secrets;
 * before a passkey is made where the browser says so.
 * @throws {@link PasskeyOriginRefusedError} when `relyingPartyId` is not the page's.
 * @throws {@link PasskeyUnavailableError} where no authenticator fits.
 * @throws {@link PasskeyResultInvalidError} when the answer is not what WebAuthn promises.
 * @throws {@link RequestMalformedError} when the group cannot be one.
 * @throws the signal's reason when it is aborted.
 * Source: WebAuthn Level 3, "Pseudo-random function extension".
 * @example
 * const made = await createPasskeyIdentity({ chainId: 1, group, label: 'Vote in the garden' })
 * if (!made.isBackedUp) offerBackup(made.identity)
 */
export async function createPasskeyIdentity({
  label,
  relyingPartyId,
  timeout = TIMEOUT,
  credentials,
  signal,
  ...domain
}: CreatePasskeyIdentityParameters): Promise<PasskeyIdentity> {
  const salt = passkeySalt(domain)
  const container = credentials ?? getPasskeyContainer()
  if (credentials === undefined) await requirePrf()
  const created = await askPasskey(signal, () =>
    container.create({
      publicKey: {
        rp: { name: label, ...(relyingPartyId === undefined ? {} : { id: relyingPartyId }) },
        user: {
          id: crypto.getRandomValues(new Uint8Array(32)),
          name: label,
          displayName: label,
        },
        challenge: crypto.getRandomValues(new Uint8Array(32)),
        pubKeyCredParams: ALGORITHMS.map((alg) => ({ type: 'public-key', alg })),
        authenticatorSelection: {
          // Discoverable, so that a device which only has the passkey finds it.
          residentKey: 'required',
          requireResidentKey: true,
          userVerification: 'required',
        },
        attestation: 'none',
        timeout,
        extensions: { prf: { eval: { first: salt } } },
      },
      ...(signal === undefined ? {} : { signal }),
    }),
  )
  const passkey = requirePasskey(created)
  const made = readPasskey(passkey, domain)
  if (made !== null) return made
  if (passkey.getClientExtensionResults().prf?.enabled !== true) {
    throw new PasskeyPrfUnsupportedError()
  }
  return assertPasskey({
    domain,
    salt,
    container,
    relyingPartyId,
    credentialId: passkey.rawId,
    timeout,
    signal,
  })
}

/** Asks the browser beforehand, so that no passkey is made that is good for nothing. */
async function requirePrf(): Promise<void> {
  const capabilities = await globalThis.PublicKeyCredential.getClientCapabilities?.()
  if (capabilities?.['extension:prf'] === false) throw new PasskeyPrfUnsupportedError()
}
