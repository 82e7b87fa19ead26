import { RequestMalformedError } from '../errors/serverErrors.ts'

/** The most trustees of a committee. */
export const MAX_TRUSTEES = 16

/** Lagrange coefficients at 0 as whole numbers. */
export type LagrangeWeights = {
  /** D, above 0: for every choice among 16 positions below 2^18. */
  readonly denominator: bigint
  /** D·λ of each position, in the order given: for every choice within ±2^24. */
  readonly weights: readonly bigint[]
}

/**
 * Returns λᵢ = Π m / (m − i), over the other positions m, as fractions with the smallest common
 * denominator: short numbers, with which a contract can combine decryption shares.
 * @throws {@link RequestMalformedError} when the positions are not 1 to 16 different ones from 1 to 16.
 * @example
 * lagrangeWeights([1, 3]) // { denominator: 2n, weights: [3n, -1n] }
 */
export function lagrangeWeights(positions: readonly number[]): LagrangeWeights {
  requirePositions(positions)
  const fractions = positions.map((own) =>
    positions
      .filter((other) => other !== own)
      .reduce(
        ({ top, bottom }, other) => reduce(top * BigInt(other), bottom * BigInt(other - own)),
        { top: 1n, bottom: 1n },
      ),
  )
  const denominator = fractions.reduce(
    (common, { bottom }) => (common * bottom) / greatestDivisor(common, bottom),
    1n,
  )
  return {
    denominator,
    weights: fractions.map(({ top, bottom }) => (top * denominator) / bottom),
  }
}

function requirePositions(positions: readonly number[]): void {
  const areInRange = positions.every(
    (each) => Number.isInteger(each) && each >= 1 && each <= MAX_TRUSTEES,
  )
  if (!areInRange || positions.length === 0 || new Set(positions).size !== positions.length) {
    throw new RequestMalformedError({
      path: 'positions',
      reason: `must be different whole numbers from 1 to ${MAX_TRUSTEES}`,
    })
  }
}

/** A fraction in lowest terms; the denominator is above 0. */
function reduce(top: bigint, bottom: bigint): { top: bigint; bottom: bigint } {
  const divisor = greatestDivisor(top, bottom) * (bottom < 0n ? -1n : 1n)
  return { top: top / divisor, bottom: bottom / divisor }
}

function greatestDivisor(one: bigint, two: bigint): bigint {
  let [a, b] = [one < 0n ? -one : one, two < 0n ? -two : two]
  while (b !== 0n) [a, b] = [b, a % b]
  return a
}
