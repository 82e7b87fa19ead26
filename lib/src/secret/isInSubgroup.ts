import { SNARK_SCALAR_FIELD as P } from '../field/snarkScalarField.ts'
import type { AffinePoint } from './babyJubjub.ts'

/*
 * In Montgomery's form v² = u³ + 168698·u² + u, with u = (1 + y)/(1 − y) and v = u/x, the curve has a
 * point T of order 8, 2T has u = 1, and 4T is (0, 0). These are the tangents v = slope·u + offset at T
 * and at 2T, where the offset is 0.
 */
const TANGENT_SLOPE = 16762876435069652057040745353149335732737639370712691103751456512640640292937n
const TANGENT_OFFSET =
  19799329160503878365519859265345525785148473002902384773314932802961476726446n
const DOUBLE_TANGENT_SLOPE =
  7214280148105020021932206872019688659210616427216992810330019057549499971851n

/** What is an eighth power is 1 to this one. */
const EXPONENT_BITS = /* @__PURE__ */ ((P - 1n) / 8n).toString(2)

/**
 * Whether a point on the curve is in the subgroup of prime order, ten times faster than multiplying it
 * by the order. The curve's points are a cyclic group of 8·l, so those of the subgroup are the eighth
 * multiples, and they are the points that have the Tate pairing 1 with T. Miller's loop for 8 is three
 * tangents, T's, 2T's and that of 4T, which is u = 0:
 * f = (tangent(T)/(u − 1))⁴·(tangent(2T)/u)²·u, and the pairing is f^((p − 1)/8). Eighth powers make no
 * difference in it, so f is multiplied by those that leave no denominator.
 * Source: Koshelev, "Subgroup membership testing on elliptic curves via the Tate pairing", J.
 * Cryptographic Engineering 2022.
 */
export function isInSubgroup({ x, y }: AffinePoint): boolean {
  if (x === 0n) return y === 1n
  // u = top/bottom, v = (1 + y)/bottom.
  const bottom = (x * (1n - y)) % P
  const top = (x * (1n + y)) % P
  const tangent = (1n + y - TANGENT_SLOPE * top - TANGENT_OFFSET * bottom) % P
  const doubleTangent = (1n + y - DOUBLE_TANGENT_SLOPE * top) % P
  const square = ((tangent * (top - bottom)) % P) ** 2n % P
  // f·u⁸·bottom²⁴ has no denominator: 1/u becomes u⁷, and u⁷·bottom¹⁴ is (top·bottom)⁷.
  const product = (top * bottom) % P
  const cube = (((product * product) % P) * product) % P
  const seventh = (((cube * cube) % P) * product) % P
  const fourth = (square * square) % P
  const value = (((fourth * ((doubleTangent * doubleTangent) % P)) % P) * seventh) % P
  let power = 1n
  for (const bit of EXPONENT_BITS) {
    power = (power * power) % P
    if (bit === '1') power = (power * value) % P
  }
  return power === 1n || power === 1n - P
}
