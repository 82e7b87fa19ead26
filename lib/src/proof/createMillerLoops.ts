import { bytesOf, type Curve, type Pointer } from './loadCurve.ts'

/** 6x + 2, over whose bits the loop of BN254's optimal ate pairing runs. */
const LOOP = 29793968203157093288n

/** A pair of points, as `bn128_prepareG1` and `bn128_prepareG2` write them. */
export type PreparedPair = { readonly g1: Pointer; readonly g2: Pointer }

/**
 * Returns a function that writes the product of the Miller loops of pairs to `result`: the product
 * of their pairings, but for the final exponentiation.
 *
 * A single loop squares its value for every bit and multiplies it by a line. The product of many
 * loops squares once for all of them (Scott, "Computing the Tate pairing", 2005, section 5).
 */
export function createMillerLoops(
  curve: Curve,
): (pairs: readonly PreparedPair[], result: Pointer) => void {
  const { wasm } = curve
  const scaledY = curve.allocate(bytesOf.twistCoordinate)
  const scaledX = curve.allocate(bytesOf.twistCoordinate)

  return (pairs, result) => {
    // The lines of a prepared point stand behind it: three coefficients each.
    let line = bytesOf.g2Jacobian
    function multiplyByLines(): void {
      for (const { g1, g2 } of pairs) {
        const coefficients = g2 + line
        wasm.f2m_mul1(coefficients + bytesOf.twistCoordinate, g1 + bytesOf.coordinate, scaledY)
        wasm.f2m_mul1(coefficients + 2 * bytesOf.twistCoordinate, g1, scaledX)
        wasm.bn128__mulBy024(coefficients, scaledY, scaledX, result)
      }
      line += 3 * bytesOf.twistCoordinate
    }

    wasm.ftm_one(result)
    for (const bit of loopBits) {
      wasm.ftm_square(result, result)
      multiplyByLines()
      if (bit === 1) multiplyByLines()
    }
    // The two lines through the images of the point under the Frobenius map.
    multiplyByLines()
    multiplyByLines()
  }
}

/** The bits after the first, the highest first. */
const loopBits = Array.from(LOOP.toString(2), Number).slice(1)
