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

const TYPES = ['uint256', 'uint256', 'uint64', 'uint256[5]']

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
  return encodeWords(TYPES, [nullifier, nonce, expiresAtMin, proof])
}

/**
 * Reads a credential back from its bytes; what is proved is not checked here.
 * @throws {@link CredentialMalformedError} when the bytes are not such a credential.
 * @example
 * decodeWorldIdCredential(encodeWorldIdCredential(credential)) // equals credential
 */
export function decodeWorldIdCredential(bytes: string): WorldIdCredential {
  const [nullifier, nonce, expiresAtMin, proof] = decodeWords(TYPES, bytes)
  return {
    nullifier,
    nonce,
    expiresAtMin,
    proof: [proof[0], proof[1], proof[2], proof[3], proof[4]],
  }
}
