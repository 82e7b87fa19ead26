import { hkdf } from '@noble/hashes/hkdf.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { utf8ToBytes } from '@noble/hashes/utils.js'
import { createIdentity, type Identity } from './createIdentity.ts'

/** What {@link deriveIdentity} takes. */
export type DeriveIdentityParameters = {
  /** At least 32 bytes that nobody can guess. */
  secret: Uint8Array
  /** What the secret is, such as `psephos.identity.passkey.v1`: the salt of HKDF. */
  label: string
  /** What it was asked for: the info of HKDF. */
  domain: Uint8Array
}

/**
 * Returns the identity that a secret gives in a domain: its private key is the first 32 bytes of
 * HKDF-SHA-256.
 * Source: RFC 5869.
 */
export function deriveIdentity({ secret, label, domain }: DeriveIdentityParameters): Identity {
  return createIdentity({ privateKey: hkdf(sha256, secret, utf8ToBytes(label), domain, 32) })
}
