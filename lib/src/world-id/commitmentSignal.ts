import { toBeHex } from 'ethers'

/**
 * Returns the World ID signal that binds an identity commitment to a proof: `0x` and 64 hex digits,
 * so that IDKit hashes it as the 32 bytes a contract sees.
 * @param commitment 0 ≤ commitment < 2^256.
 * @example
 * commitmentSignal(255n) // '0x00000000000000000000000000000000000000000000000000000000000000ff'
 */
export function commitmentSignal(commitment: bigint): string {
  return toBeHex(commitment, 32)
}
