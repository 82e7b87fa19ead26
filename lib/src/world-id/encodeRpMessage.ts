import { concat, getBytes, toBeHex } from 'ethers'

/** What a relying party signs when it asks for a proof. */
export interface EncodeRpMessageParameters {
  /** Drawn for this request, a field element. */
  readonly nonce: bigint
  /** Seconds since 1970. */
  readonly createdAt: number
  /** Seconds since 1970. */
  readonly expiresAt: number
  /** The action as {@link hashAction} returns it. */
  readonly action: bigint
}

/**
 * Returns the 81 bytes that a relying party signs (as an EIP-191 message) to ask for a uniqueness
 * proof: version 1, nonce, createdAt and expiresAt as big-endian 64-bit numbers, action.
 * Source: `compute_rp_signature_msg` of the World ID protocol.
 * @example
 * verifyMessage(encodeRpMessage({ nonce, createdAt, expiresAt, action }), signature)
 * // the relying party's address
 */
export function encodeRpMessage(parameters: EncodeRpMessageParameters): Uint8Array {
  return getBytes(
    concat([
      '0x01',
      toBeHex(parameters.nonce, 32),
      toBeHex(parameters.createdAt, 8),
      toBeHex(parameters.expiresAt, 8),
      toBeHex(parameters.action, 32),
    ]),
  )
}
