import { sha256 } from '@noble/hashes/sha2.js'
import { utf8ToBytes } from '@noble/hashes/utils.js'
import { encodeIdentityDomain, type IdentityDomain } from './identityDomain.ts'

/** What identities from passkeys are derived under; another version would be another identity. */
export const PASSKEY_LABEL = 'psephos.identity.passkey.v1'

/**
 * Returns the input that a passkey's PRF is evaluated on for a group: SHA-256 of the UTF-8 text
 * `psephos.identity.passkey.v1:eip155:<chain id>:<group in lower case>`. Fixed for ever: it is what
 * makes another device with the same passkey find the same identity. The browser hashes it once
 * more, with a prefix of WebAuthn's own.
 * @throws {@link RequestMalformedError} when the chain or the address cannot be one.
 * @example
 * passkeySalt({ chainId: 1, group: '0x5FbDB2315678afecb367f032d93F642f64180aa3' }).length // 32
 */
export function passkeySalt(domain: IdentityDomain): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(sha256(utf8ToBytes(`${PASSKEY_LABEL}:${encodeIdentityDomain(domain)}`)))
}
