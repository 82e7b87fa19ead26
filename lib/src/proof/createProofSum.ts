import { SNARK_SCALAR_FIELD } from '../field/snarkScalarField.ts'
import { BETA, drawCoefficients, toScalar } from './coefficients.ts'
import { createCoefficientMultiplier } from './createCoefficientMultiplier.ts'
import { createMillerLoops } from './createMillerLoops.ts'
import { createPreparation, PREPARED_BYTES } from './createPreparation.ts'
import { bytesOf, type Curve } from './loadCurve.ts'
import { writeG1, writeG2 } from './writePoints.ts'

/** A proof whose points {@link createPointsCheck} has found to be points. */
export type CheckedProof = {
  readonly points: readonly bigint[]
  /** The public inputs that are its own, each below the scalar field. */
  readonly inputs: readonly bigint[]
}

/**
 * The equations of some proofs, each multiplied by a coefficient of its own and then added up. Such
 * sums can themselves be added up.
 */
export type ProofSum = {
  /** The product of the Miller loops of r·A and B. */
  readonly loops: Uint8Array
  /** Σ r·C, in Jacobian coordinates. */
  readonly c: Uint8Array
  /** Σ r, modulo the curve's order. */
  readonly factor: bigint
  /** Σ r·x of each public input x that proofs have of their own, modulo the curve's order. */
  readonly inputs: readonly bigint[]
}

/**
 * How many proofs one sum takes at most. More would have little left to share, take longer until
 * others can run, and be more to search where one is bad.
 */
export const MOST_PROOFS_OF_A_SUM = 16

/** Of each half of a coefficient. */
const COEFFICIENT_BYTES = 8

/**
 * Returns a function that adds up the equations of at most {@link MOST_PROOFS_OF_A_SUM} proofs, and
 * tells of each whether it could be taken: not if its B is outside of the subgroup of prime order.
 */
export function createProofSum(
  curve: Curve,
): (proofs: readonly CheckedProof[]) => { sum: ProofSum; isTaken: readonly boolean[] } {
  const { wasm } = curve
  const multiplyLoops = createMillerLoops(curve)
  const multiplyG1 = createCoefficientMultiplier(curve)
  const prepareG2 = createPreparation(curve)
  const pairs = Array.from({ length: MOST_PROOFS_OF_A_SUM }, () => ({
    g1: curve.allocate(bytesOf.g1Jacobian),
    g2: curve.allocate(PREPARED_BYTES),
  }))
  const affine = curve.allocate(bytesOf.g2Affine)
  const jacobian = curve.allocate(bytesOf.g1Jacobian)
  const loops = curve.allocate(bytesOf.target)
  // Each C twice, once as it is for the coefficient's a, once multiplied by λ for its b.
  const bases = curve.allocate(2 * MOST_PROOFS_OF_A_SUM * bytesOf.g1Affine)
  const scalars = curve.allocate(2 * MOST_PROOFS_OF_A_SUM * COEFFICIENT_BYTES)
  const c = curve.allocate(bytesOf.g1Jacobian)
  const beta = curve.allocate(bytesOf.coordinate)
  curve.writeCoordinate(beta, BETA)

  return (proofs) => {
    const coefficients = drawCoefficients(proofs.length)
    let factor = 0n
    const inputs = new Array<bigint>(proofs[0]?.inputs.length ?? 0).fill(0n)
    const scalarBytes = new DataView(new ArrayBuffer(2 * proofs.length * COEFFICIENT_BYTES))
    const isTaken: boolean[] = []
    let count = 0
    for (const proof of proofs) {
      const [pair, coefficient] = [pairs[count], coefficients[count]]
      if (pair === undefined || coefficient === undefined) {
        throw new RangeError(`A sum takes at most ${MOST_PROOFS_OF_A_SUM} proofs.`)
      }
      const [ax = 0n, ay = 0n, bx1 = 0n, bx0 = 0n, by1 = 0n, by0 = 0n, cx = 0n, cy = 0n] =
        proof.points
      writeG2(curve, affine, [bx1, bx0, by1, by0])
      const isSound = prepareG2(affine, pair.g2)
      isTaken.push(isSound)
      if (!isSound) continue
      writeG1(curve, affine, [ax, ay])
      multiplyG1(affine, coefficient, jacobian)
      wasm.bn128_prepareG1(jacobian, pair.g1)

      const base = bases + 2 * count * bytesOf.g1Affine
      writeG1(curve, base, [cx, cy])
      writeG1(curve, base + bytesOf.g1Affine, [cx, cy])
      wasm.f1m_mul(base, beta, base + bytesOf.g1Affine)
      scalarBytes.setBigUint64(2 * count * COEFFICIENT_BYTES, coefficient.a, true)
      scalarBytes.setBigUint64((2 * count + 1) * COEFFICIENT_BYTES, coefficient.b, true)

      const scalar = toScalar(coefficient)
      factor += scalar
      for (const [index, input] of proof.inputs.entries()) {
        inputs[index] = (inputs[index] ?? 0n) + scalar * input
      }
      count++
    }
    multiplyLoops(pairs.slice(0, count), loops)
    curve.writeBytes(scalars, new Uint8Array(scalarBytes.buffer))
    wasm.g1m_multiexpAffine(bases, scalars, COEFFICIENT_BYTES, 2 * count, c)
    const sum = {
      loops: curve.readBytes(loops, bytesOf.target),
      c: curve.readBytes(c, bytesOf.g1Jacobian),
      factor: factor % SNARK_SCALAR_FIELD,
      inputs: inputs.map((input) => input % SNARK_SCALAR_FIELD),
    }
    return { sum, isTaken }
  }
}
