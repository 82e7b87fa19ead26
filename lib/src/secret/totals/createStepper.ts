import { SNARK_SCALAR_FIELD as P } from '../../field/snarkScalarField.ts'
import { type AffinePoint, BABYJUBJUB_A, BABYJUBJUB_D, ExtendedPoint } from '../babyJubjub.ts'

/** Walks in steps of one size around any point. */
export type Stepper = {
  /** How far it walks to either side. */
  readonly reach: number
  /**
   * Writes the lowest 64 bits of the y of centre + j·step to place `reach + j` of `marks`, for every j
   * from −reach to reach. A point and its negative have one y.
   */
  walk(centre: AffinePoint): void
  readonly marks: BigUint64Array
}

/** What {@link createStepper} takes. */
export type CreateStepperParameters = {
  step: ExtendedPoint
  reach: number
}

/**
 * Returns a stepper. One step takes five and a half multiplications of the field: centre ± j·step
 * share all but the last ones, all steps of a walk share one inversion (Montgomery's trick), and of
 * each only y is computed: (y·yⱼ ∓ a·x·xⱼ) / (1 ∓ d·x·y·xⱼ·yⱼ).
 */
export function createStepper({ step, reach }: CreateStepperParameters): Stepper {
  const multiples = listMultiples(step, reach)
  const scaledX = multiples.map(({ x }) => (BABYJUBJUB_A * x) % P)
  const ys = multiples.map(({ y }) => y)
  const products = multiples.map(({ x, y }) => (((BABYJUBJUB_D * x) % P) * y) % P)
  const crossed = new Array<bigint>(reach)
  const prefixes = new Array<bigint>(reach)
  const marks = new BigUint64Array(2 * reach + 1)

  return {
    reach,
    marks,
    walk({ x, y }) {
      marks[reach] = y
      const xy = (x * y) % P
      let prefix = 1n
      for (let j = 0; j < reach; j++) {
        const cross = (xy * (products[j] as bigint)) % P
        crossed[j] = cross
        prefixes[j] = prefix
        // Never 0: the addition law is complete.
        prefix = (prefix * (1n - cross * cross)) % P
      }
      let inverse = invert(prefix)
      for (let j = reach - 1; j >= 0; j--) {
        const cross = crossed[j] as bigint
        const both = (inverse * (prefixes[j] as bigint)) % P
        inverse = (inverse * (1n - cross * cross)) % P
        const yy = y * (ys[j] as bigint)
        const xx = x * (scaledX[j] as bigint)
        marks[reach + 1 + j] = positive((((yy - xx) % P) * ((both * (1n + cross)) % P)) % P)
        marks[reach - 1 - j] = positive((((yy + xx) % P) * ((both * (1n - cross)) % P)) % P)
      }
    },
  }
}

/** Returns 1 to `count` times a point, with one inversion for all of them. */
function listMultiples(step: ExtendedPoint, count: number): AffinePoint[] {
  const multiples: ExtendedPoint[] = []
  const prefixes: bigint[] = []
  let [multiple, prefix] = [ExtendedPoint.ZERO, 1n]
  for (let j = 0; j < count; j++) {
    multiple = multiple.add(step)
    multiples.push(multiple)
    prefixes.push(prefix)
    prefix = (prefix * multiple.ez) % P
  }
  let inverse = positive(invert(prefix))
  const affine: AffinePoint[] = []
  for (let j = count - 1; j >= 0; j--) {
    const { ez } = multiples[j] as ExtendedPoint
    affine.push((multiples[j] as ExtendedPoint).toAffine((inverse * (prefixes[j] as bigint)) % P))
    inverse = (inverse * ez) % P
  }
  return affine.reverse()
}

function positive(value: bigint): bigint {
  return value < 0n ? value + P : value
}

/** By Euclid; the result may be negative. */
function invert(value: bigint): bigint {
  let [a, b, x, y] = [positive(value), P, 1n, 0n]
  while (a > 1n) {
    const quotient = a / b
    ;[a, b, x, y] = [b, a % b, y, x - quotient * y]
  }
  return x
}
