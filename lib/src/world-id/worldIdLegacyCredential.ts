import { decodeWords, encodeWords } from './credentialWords.ts'

/** The eight words of a World ID 3 proof, each below 2^256. */
export type WorldIdLegacyProof = readonly [
  bigint,
  bigint,
  bigint,
  bigint,
  bigint,
  bigint,
  bigint,
  bigint,
]

/** What the contract `WorldIDLegacyIssuer` takes as a person's credential. */
export interface WorldIdLegacyCredential {
  /** The root of World ID's group under which the proof was made. */
  readonly root: bigint
  /** The person's number for this app and action, below the BN254 scalar field. */
  readonly nullifierHash: bigint
  readonly proof: WorldIdLegacyProof
}

const WORDS = 10

/**
 * Returns a World ID 3 credential as the bytes that `PersonhoodGroup.enrol` hands to
 * `WorldIDLegacyIssuer`: 320 bytes in hex.
 * @throws {@link CredentialMalformedError} when a number is out of range.
 * @example
 * encodeWorldIdLegacyCredential({
 *   root: 1n, nullifierHash: 2n, proof: [3n, 4n, 5n, 6n, 7n, 8n, 9n, 10n],
 * }) // '0x00…01…0a'
 */
export function encodeWorldIdLegacyCredential(credential: WorldIdLegacyCredential): string {
  const { root, nullifierHash, proof } = credential
  return encodeWords([root, nullifierHash, ...proof])
}

/**
 * Reads a World ID 3 credential back from its bytes; what is proved is not checked here.
 * @throws {@link CredentialMalformedError} when the bytes are not such a credential.
 * @example
 * decodeWorldIdLegacyCredential(encodeWorldIdLegacyCredential(credential)) // equals credential
 */
export function decodeWorldIdLegacyCredential(bytes: string): WorldIdLegacyCredential {
  const word = decodeWords(bytes, WORDS)
  return {
    root: word(0),
    nullifierHash: word(1),
    proof: [word(2), word(3), word(4), word(5), word(6), word(7), word(8), word(9)],
  }
}
