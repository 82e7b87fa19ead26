import { bytesOf, type Curve, type Pointer } from './loadCurve.ts'

/** Writes an affine point of the curve. */
export function writeG1(
  curve: Curve,
  pointer: Pointer,
  [x, y]: readonly [x: bigint, y: bigint],
): void {
  curve.writeCoordinate(pointer, x)
  curve.writeCoordinate(pointer + bytesOf.coordinate, y)
}

/** Writes an affine point of the twist, whose coordinates Ethereum and Semaphore turn around. */
export function writeG2(
  curve: Curve,
  pointer: Pointer,
  [x1, x0, y1, y0]: readonly [x1: bigint, x0: bigint, y1: bigint, y0: bigint],
): void {
  writeG1(curve, pointer, [x0, x1])
  writeG1(curve, pointer + bytesOf.twistCoordinate, [y0, y1])
}
