import { keccak } from '../hash/keccak.ts'
import { toWord } from '../hash/toWord.ts'

/**
 * Returns a message or a scope as Semaphore's circuit takes it: its keccak256 without the last
 * byte, which is below the scalar field.
 */
export function semaphoreHash(value: bigint): bigint {
  return keccak(toWord(value)) >> 8n
}
