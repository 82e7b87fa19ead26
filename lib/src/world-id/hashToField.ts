import { keccak256 } from 'ethers'

/**
 * Returns World ID's hash of bytes to the BN254 scalar field: keccak256 without its last byte, so
 * below 2^248.
 * Source: `from_arbitrary_raw_bytes` of the World ID protocol.
 * @example
 * hashToField(new Uint8Array())
 * // 0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a4n
 */
export function hashToField(bytes: Uint8Array): bigint {
  return BigInt(keccak256(bytes)) >> 8n
}
