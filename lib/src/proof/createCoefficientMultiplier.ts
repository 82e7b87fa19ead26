import { BETA, type Coefficient } from './coefficients.ts'
import { bytesOf, type Curve, type Pointer } from './loadCurve.ts'

/** Of each half of a coefficient. */
const COEFFICIENT_BITS = 64

/**
 * Returns a function that multiplies an affine point by a coefficient a + b·λ: bit by bit of both at
 * once, adding P for a bit of a, [λ]P for one of b, and [1+λ]P = −[λ²]P where both are set. All
 * three cost a multiplication of P's x by a constant, or less.
 */
export function createCoefficientMultiplier(
  curve: Curve,
): (point: Pointer, coefficient: Coefficient, result: Pointer) => void {
  const { wasm } = curve
  const { coordinate } = bytesOf
  const beta = curve.allocate(coordinate)
  curve.writeCoordinate(beta, BETA)
  const timesLambda = curve.allocate(bytesOf.g1Affine)
  const timesBoth = curve.allocate(bytesOf.g1Affine)

  return (point, { a, b }, result) => {
    // [λ](x, y) = (βx, y), so −[λ²](x, y) = (β²x, −y).
    wasm.f1m_mul(point, beta, timesLambda)
    curve.copy(point + coordinate, timesLambda + coordinate, coordinate)
    wasm.f1m_mul(timesLambda, beta, timesBoth)
    wasm.f1m_neg(point + coordinate, timesBoth + coordinate)

    const addends = [null, point, timesLambda, timesBoth]
    wasm.g1m_zero(result)
    for (let bit = COEFFICIENT_BITS - 1; bit >= 0; bit--) {
      wasm.g1m_double(result, result)
      const shift = BigInt(bit)
      const addend = addends[Number(((a >> shift) & 1n) | (((b >> shift) & 1n) << 1n))]
      if (addend) wasm.g1m_addMixed(result, addend, result)
    }
  }
}
