import { BABYJUBJUB_ORDER } from './babyJubjub.ts'
import { modOrder } from './pointArithmetic.ts'

/** Returns a public number's inverse modulo the group's order, by Euclid; the number is not 0. */
export function invertModOrder(value: bigint): bigint {
  let [a, b, x, y] = [modOrder(value), BABYJUBJUB_ORDER, 1n, 0n]
  while (a > 1n) {
    const quotient = a / b
    ;[a, b, x, y] = [b, a % b, y, x - quotient * y]
  }
  return modOrder(x)
}
