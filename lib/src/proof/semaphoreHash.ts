import { keccak256, toBeHex } from 'ethers'

/**
 * Returns a message or a scope as Semaphore's circuit takes it: its keccak256 without the last
 * byte, which is below the scalar field.
 */
export function semaphoreHash(value: bigint): bigint {
  return BigInt(keccak256(toBeHex(value, 32))) >> 8n
}
