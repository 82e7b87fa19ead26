import { CurvePointInvalidError } from '../errors/secretErrors.ts'
import { SNARK_SCALAR_FIELD } from '../field/snarkScalarField.ts'
import { type AffinePoint, BABYJUBJUB_A, BABYJUBJUB_D, ExtendedPoint } from './babyJubjub.ts'
import { isInSubgroup } from './isInSubgroup.ts'

declare const curvePoint: unique symbol

/** A point of BabyJubJub's subgroup of prime order; the identity is (0, 1). */
export type CurvePoint = AffinePoint & { readonly [curvePoint]: true }

/**
 * Returns a pair of numbers as a point of the group.
 * @throws {@link CurvePointInvalidError} when a coordinate is not below the field, the pair is not on
 * the curve, or it lies outside the subgroup of prime order: there a point has a part of small order,
 * which can tell something of whatever secret it is multiplied by.
 * @example
 * toCurvePoint({ x: 0n, y: 1n }) // the identity
 */
export function toCurvePoint({ x, y }: AffinePoint): CurvePoint {
  for (const coordinate of [x, y]) {
    if (coordinate < 0n || coordinate >= SNARK_SCALAR_FIELD) {
      throw new CurvePointInvalidError({ reason: 'a coordinate is not below the field' })
    }
  }
  const [xx, yy] = [x * x, y * y]
  if ((BABYJUBJUB_A * xx + yy - 1n - BABYJUBJUB_D * xx * yy) % SNARK_SCALAR_FIELD !== 0n) {
    throw new CurvePointInvalidError({ reason: 'it is not on the curve' })
  }
  if (!isInSubgroup({ x, y })) {
    throw new CurvePointInvalidError({ reason: 'it is not in the subgroup of prime order' })
  }
  return { x, y } as CurvePoint
}

/** Returns points of the group in the form in which they are added. */
export function toExtended({ x, y }: CurvePoint): ExtendedPoint {
  return ExtendedPoint.fromAffine({ x, y })
}

/** Returns affine points of what was computed from points of the group. */
export function fromExtended(points: readonly ExtendedPoint[]): CurvePoint[] {
  return points.map((point) => point.toAffine() as CurvePoint)
}
