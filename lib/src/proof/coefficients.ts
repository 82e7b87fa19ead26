import { SNARK_SCALAR_FIELD } from '../field/snarkScalarField.ts'

/**
 * A factor of one proof's equation: a + b·λ, with a and b of 64 bits and not both zero.
 *
 * λ is a cube root of one modulo the curve's order, and [λ](x, y) = (β·x, y): multiplying a point
 * takes half the doublings that a plain number of 128 bits takes (Gallant, Lambert, Vanstone: "Faster
 * Point Multiplication on Elliptic Curves with Efficient Endomorphisms", 2001).
 *
 * Two pairs never make the same factor. u² − u·v + v² = (u + v·λ)(u + v·λ²) modulo the order, so if
 * u + v·λ = 0, the left side is a multiple of the order. For differences u, v of 64 bits it is below
 * 3·2^128 and therefore 0, which it is for u = v = 0 alone. So there are 2^128 − 1 factors, all
 * equally likely.
 */
export type Coefficient = { readonly a: bigint; readonly b: bigint }

/** λ² + λ + 1 = 0 modulo the curve's order. */
export const LAMBDA = 4407920970296243842393367215006156084916469457145843978461n

/** β² + β + 1 = 0 modulo the base field: the root that belongs to λ. */
export const BETA = 2203960485148121921418603742825762020974279258880205651966n

/** Returns coefficients that nobody can foresee, from the system's generator. */
export function drawCoefficients(count: number): Coefficient[] {
  const words = globalThis.crypto.getRandomValues(new BigUint64Array(2 * count))
  return Array.from({ length: count }, (_, index) => {
    const [a = 0n, b = 0n] = words.subarray(2 * index)
    // Never in practice. It would leave a proof out.
    return a === 0n && b === 0n ? (drawCoefficients(1)[0] ?? { a: 1n, b: 0n }) : { a, b }
  })
}

/** Returns the coefficient as a number below the curve's order. */
export function toScalar({ a, b }: Coefficient): bigint {
  return (a + b * LAMBDA) % SNARK_SCALAR_FIELD
}
