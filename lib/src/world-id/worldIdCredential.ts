import { CredentialMalformedError } from '../errors/enrolmentErrors.ts'
import { decodeWords, encodeWords } from './credentialWords.ts'

/** The five words of a World ID 4 proof, each below 2^256. */
export type WorldIdProof = readonly [bigint, bigint, bigint, bigint, bigint]

/** What the contract `WorldIDIssuer` takes as a person's credential. */
export interface WorldIdCredential {
  /** The person's number for this relying party and action, below the BN254 scalar field. */
  readonly nullifier: bigint
  /** The nonce of the request that the proof answers. */
  readonly nonce: bigint
  /** Seconds since 1970, below 2^64: the credential is valid at least until then. */
  readonly expiresAtMin: bigint
  readonly proof: WorldIdProof
}

const WORDS = 8
const MAX_UINT64 = (1n << 64n) - 1n

/**
 * Returns a credential as the bytes that `PersonhoodGroup.enrol` hands to `WorldIDIssuer`: 256
 * bytes in hex.
 * @throws {@link CredentialMalformedError} when a number is out of range.
 * @example
 * encodeWorldIdCredential({ nullifier: 1n, nonce: 2n, expiresAtMin: 3n, proof: [4n, 5n, 6n, 7n, 8n] })
 * // '0x00…01…08'
 */
export function encodeWorldIdCredential(credential: WorldIdCredential): string {
  const { nullifier, nonce, expiresAtMin, proof } = credential
  requireExpiry(expiresAtMin)
  return encodeWords([nullifier, nonce, expiresAtMin, ...proof])
}

/**
 * Reads a credential back from its bytes; what is proved is not checked here.
 * @throws {@link CredentialMalformedError} when the bytes are not such a credential.
 * @example
 * decodeWorldIdCredential(encodeWorldIdCredential(credential)) // equals credential
 */
export function decodeWorldIdCredential(bytes: string): WorldIdCredential {
  const word = decodeWords(bytes, WORDS)
  const expiresAtMin = word(2)
  requireExpiry(expiresAtMin)
  return {
    nullifier: word(0),
    nonce: word(1),
    expiresAtMin,
    proof: [word(3), word(4), word(5), word(6), word(7)],
  }
}

function requireExpiry(expiresAtMin: bigint): void {
  if (expiresAtMin > MAX_UINT64) {
    throw new CredentialMalformedError({ reason: 'its time of expiry does not fit 64 bits' })
  }
}
