import { LINE_BYTES } from './createPreparation.ts'
import { bytesOf, type Curve, type Pointer } from './loadCurve.ts'
import { loopDigits } from './pairingLoop.ts'

/** A pair of points, as `bn128_prepareG1` and {@link createPreparation} write them. */
export type PreparedPair = { readonly g1: Pointer; readonly g2: Pointer }

/**
 * Returns a function that writes the product of the Miller loops of pairs to `result`: the product
 * of their pairings, but for the final exponentiation.
 *
 * A single loop squares its value for every digit and multiplies it by a line. The product of many
 * loops squares once for all of them (Scott, "Computing the Tate pairing", 2005, section 5).
 */
export function createMillerLoops(
  curve: Curve,
): (pairs: readonly PreparedPair[], result: Pointer) => void {
  const { wasm } = curve
  const scaledY = curve.allocate(bytesOf.twistCoordinate)
  const scaledX = curve.allocate(bytesOf.twistCoordinate)

  return (pairs, result) => {
    let line = 0
    function multiplyByLines(): void {
      for (const { g1, g2 } of pairs) {
        const coefficients = g2 + line
        wasm.f2m_mul1(coefficients + bytesOf.twistCoordinate, g1 + bytesOf.coordinate, scaledY)
        wasm.f2m_mul1(coefficients + 2 * bytesOf.twistCoordinate, g1, scaledX)
        wasm.bn128__mulBy024(coefficients, scaledY, scaledX, result)
      }
      line += LINE_BYTES
    }

    wasm.ftm_one(result)
    for (const digit of loopDigits) {
      wasm.ftm_square(result, result)
      multiplyByLines()
      if (digit !== 0) multiplyByLines()
    }
    // The two lines through the images of the point under the Frobenius map.
    multiplyByLines()
    multiplyByLines()
  }
}
