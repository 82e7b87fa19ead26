import { SNARK_BASE_FIELD } from '../field/snarkBaseField.ts'
import { bytesOf, type Curve } from './loadCurve.ts'
import { writeG1, writeG2 } from './writePoints.ts'

/** A, B and C: two coordinates, four and two. */
const COORDINATES = 8

/**
 * Returns whether a proof's eight coordinates, packed as Semaphore packs them, are points: each
 * coordinate below the base field, A and C on the curve, B on the twist. The curve's own order is
 * prime, so that all of it is one group; whether B is in the subgroup of prime order,
 * {@link createPreparation} tells. Infinity, which is packed as zeros, is on neither curve.
 */
export function createPointsCheck(curve: Curve): (points: readonly bigint[]) => boolean {
  const { wasm } = curve
  const point = curve.allocate(bytesOf.g2Affine)

  return (points) => {
    if (points.length !== COORDINATES) return false
    if (!points.every((coordinate) => coordinate >= 0n && coordinate < SNARK_BASE_FIELD)) {
      return false
    }
    const [ax = 0n, ay = 0n, bx1 = 0n, bx0 = 0n, by1 = 0n, by0 = 0n, cx = 0n, cy = 0n] = points
    writeG1(curve, point, [ax, ay])
    if (wasm.g1m_inCurveAffine(point) !== 1) return false
    writeG1(curve, point, [cx, cy])
    if (wasm.g1m_inCurveAffine(point) !== 1) return false
    writeG2(curve, point, [bx1, bx0, by1, by0])
    return wasm.g2m_inCurveAffine(point) === 1
  }
}
