import { modOrder } from './pointArithmetic.ts'

/** Returns a scalar from 0 to l − 1 that nobody can guess: 512 bits of the system's, modulo l. */
export function randomScalar(): bigint {
  const words = crypto.getRandomValues(new BigUint64Array(8))
  return modOrder(words.reduce((value, word) => (value << 64n) | word, 0n))
}
