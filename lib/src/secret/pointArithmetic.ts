import { requireInRange } from '../field/requireInRange.ts'
import { BABYJUBJUB_ORDER, ExtendedPoint } from './babyJubjub.ts'
import { type CurvePoint, fromExtended, toExtended } from './CurvePoint.ts'

/** What {@link multiplyPoint} takes. */
export type MultiplyPointParameters = {
  point: CurvePoint
  /** From 0 to l − 1. */
  scalar: bigint
}

/**
 * Returns the sum of points; of none, the identity.
 * @example
 * addPoints(point, { x: 0n, y: 1n }) // point
 */
export function addPoints(...points: readonly CurvePoint[]): CurvePoint {
  return affine(points.reduce((sum, point) => sum.add(toExtended(point)), ExtendedPoint.ZERO))
}

/** Returns the point that `taken` was taken from. */
export function subtractPoints(point: CurvePoint, taken: CurvePoint): CurvePoint {
  return affine(toExtended(point).subtract(toExtended(taken)))
}

/**
 * Returns a multiple of a point.
 * @throws {@link FieldElementOutOfRangeError} when the scalar is not from 0 to l − 1.
 */
export function multiplyPoint({ point, scalar }: MultiplyPointParameters): CurvePoint {
  return affine(multiply(toExtended(point), scalar))
}

/** Whether two points are the same. */
export function equalPoints(one: CurvePoint, two: CurvePoint): boolean {
  return one.x === two.x && one.y === two.y
}

/** Returns a multiple of a point for a secret scalar, from 0 to l − 1. */
export function multiply(point: ExtendedPoint, scalar: bigint): ExtendedPoint {
  requireInRange({ name: 'scalar', value: scalar, minimum: 0n, maximum: BABYJUBJUB_ORDER - 1n })
  return scalar === 0n ? ExtendedPoint.ZERO : point.multiply(scalar)
}

/** Returns a number's remainder modulo the group's order, from 0 to l − 1. */
export function modOrder(value: bigint): bigint {
  const rest = value % BABYJUBJUB_ORDER
  return rest < 0n ? rest + BABYJUBJUB_ORDER : rest
}

function affine(point: ExtendedPoint): CurvePoint {
  return fromExtended([point])[0] as CurvePoint
}
