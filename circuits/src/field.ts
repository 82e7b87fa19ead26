/** The order of BN254's groups: constraints and exponents are numbers below it. */
export const SCALAR_FIELD =
  21888242871839275222246405745257275088548364400416034343698204186575808495617n

/** The base field of BN254, in which its points have their coordinates. */
export const BASE_FIELD =
  21888242871839275222246405745257275088696311157297823662689037894645226208583n

const R = SCALAR_FIELD

/** Returns `value` modulo the scalar field, 0 or above. */
export function reduce(value: bigint): bigint {
  const rest = value % R
  return rest < 0n ? rest + R : rest
}

/** Returns base^exponent in the scalar field; the exponent is 0 or above. */
export function power(base: bigint, exponent: bigint): bigint {
  let result = 1n
  let square = reduce(base)
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % R
    square = (square * square) % R
  }
  return result
}

/** Returns 1 / value for each value, none of which is 0, with one inversion for all. */
export function invertAll(values: readonly bigint[]): bigint[] {
  let product = 1n
  const before = values.map((value) => {
    const here = product
    product = (product * value) % R
    return here
  })
  let inverse = power(product, R - 2n)
  const inverses = new Array<bigint>(values.length)
  for (let i = values.length - 1; i >= 0; i -= 1) {
    inverses[i] = (inverse * (before[i] ?? 0n)) % R
    inverse = (inverse * (values[i] ?? 0n)) % R
  }
  return inverses
}

/**
 * Returns a root of unity of the order 2^exponent, exponent ≤ 28: the power of 5 that ffjavascript takes, so that keys and
 * provers agree on the domain.
 */
export function rootOfUnity(exponent: number): bigint {
  return power(power(5n, (R - 1n) >> 28n), 1n << BigInt(28 - exponent))
}
