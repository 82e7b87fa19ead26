import { keccak256, toBeHex } from 'ethers'

/** Semaphore's hash of messages and scopes to the field. */
export function semaphoreHash(value: bigint): bigint {
  return BigInt(keccak256(toBeHex(value, 32))) >> 8n
}
