import { SNARK_SCALAR_FIELD } from '../field/snarkScalarField.ts'
import { createMillerLoops } from './createMillerLoops.ts'
import type { ProofSum } from './createProofSum.ts'
import { bytesOf, type Curve } from './loadCurve.ts'
import { MOST_INPUTS, type VerificationKey } from './loadVerificationKey.ts'

/** What all proofs of a batch are for. */
export type Statement = {
  readonly key: VerificationKey
  /** The circuit's public inputs in order: what all proofs share, and null where each has its own. */
  readonly shared: readonly (bigint | null)[]
}

/**
 * Returns a function that tells whether the equations of sums hold together, as they do if each of
 * their proofs is valid, and but for a chance of 2^−128 only then.
 *
 * A Groth16 proof (A, B, C) of public inputs x is valid if e(A, B) = e(α, β)·e(L, γ)·e(C, δ) with
 * L = IC₀ + Σ xⱼ·ICⱼ ("On the Size of Pairing-based Non-interactive Arguments", Groth, 2016).
 * Multiplied by r and added up, and all on one side:
 *
 *   Π e(r·A, B) · e(−(Σr)·α, β) · e(−Σ r·L, γ) · e(−Σ r·C, δ) = 1
 *
 * The small exponents test: "Fast Batch Verification for Modular Exponentiation and Digital
 * Signatures" (Bellare, Garay, Rabin, 1998). All values are of one group of prime order, so if the
 * equation of a single proof does not hold, there is for any coefficients of the others exactly one
 * of its own that hides it.
 */
export function createEquation(
  curve: Curve,
): (statement: Statement, sums: readonly ProofSum[]) => boolean {
  const { wasm } = curve
  const multiplyLoops = createMillerLoops(curve)
  const product = curve.allocate(bytesOf.target)
  const loops = curve.allocate(bytesOf.target)
  const part = curve.allocate(bytesOf.g1Jacobian)
  const scalars = curve.allocate((1 + MOST_INPUTS) * bytesOf.scalar)
  const points = {
    alpha: { point: curve.allocate(bytesOf.g1Jacobian), g1: curve.allocate(bytesOf.g1Jacobian) },
    inputs: { point: curve.allocate(bytesOf.g1Jacobian), g1: curve.allocate(bytesOf.g1Jacobian) },
    c: { point: curve.allocate(bytesOf.g1Jacobian), g1: curve.allocate(bytesOf.g1Jacobian) },
  }

  return ({ key, shared }, sums) => {
    let factor = 0n
    const own = shared.filter((input) => input === null).map(() => 0n)
    wasm.ftm_one(product)
    wasm.g1m_zero(points.c.point)
    for (const sum of sums) {
      curve.writeBytes(loops, sum.loops)
      wasm.ftm_mul(product, loops, product)
      curve.writeBytes(part, sum.c)
      wasm.g1m_add(points.c.point, part, points.c.point)
      factor += sum.factor
      for (const [index, input] of sum.inputs.entries()) own[index] = (own[index] ?? 0n) + input
    }

    const rest = own.values()
    const inputs = [
      factor,
      ...shared.map((input) => (input === null ? (rest.next().value ?? 0n) : factor * input)),
    ]
    for (const [index, input] of inputs.entries()) {
      curve.writeScalar(scalars + bytesOf.scalar * index, input % SNARK_SCALAR_FIELD)
    }
    const multiply = (bases: number, count: number, result: number) =>
      wasm.g1m_multiexpAffine(bases, scalars, bytesOf.scalar, count, result)
    multiply(key.inputs, inputs.length, points.inputs.point)
    multiply(key.alpha, 1, points.alpha.point)

    const pairs = [
      { ...points.alpha, g2: key.beta },
      { ...points.inputs, g2: key.gamma },
      { ...points.c, g2: key.delta },
      // Infinity pairs to one with any point, but has no coordinates to compute with.
    ].filter(({ point }) => wasm.g1m_isZero(point) === 0)
    for (const { point, g1 } of pairs) {
      wasm.g1m_neg(point, point)
      wasm.bn128_prepareG1(point, g1)
    }
    multiplyLoops(pairs, loops)
    wasm.ftm_mul(product, loops, product)
    wasm.bn128_finalExponentiation(product, product)
    return wasm.ftm_isOne(product) === 1
  }
}
