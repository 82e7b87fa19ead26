import { concat, type Provider, toBeHex } from 'ethers'
import { type Complex, curve, GROUP_ORDER, type Point } from './bn254.ts'
import { fromCoordinates, toCoordinates } from './proofPoints.ts'
import type { MemberProof } from './readMemberProofs.ts'
import { semaphoreHash } from './semaphoreHash.ts'
import { verificationKey } from './verificationKey.ts'

/** What all proofs of a batch are for, at depth 20. */
export interface BatchStatement {
  readonly root: bigint
  readonly scope: bigint
}

/** What {@link holdsWithCoefficients} takes. */
export interface HoldsWithCoefficientsParameters extends BatchStatement {
  readonly provider: Provider
  readonly proofs: readonly MemberProof[]
  /** One for each proof. */
  readonly coefficients: readonly bigint[]
}

const PAIRING = toBeHex(8, 20)

/**
 * Tells whether the equation of a batch holds with coefficients that its author may know:
 * Π e(rᵢAᵢ, Bᵢ) = e((Σrᵢ)α, β) · e(Σᵢ rᵢL(xᵢ), γ) · e(Σ rᵢCᵢ, δ). It is what SemaphoreBatchVerifier
 * computes, written once more from the paper, with the published key and the chain's pairing.
 */
export async function holdsWithCoefficients({
  provider,
  root,
  scope,
  proofs,
  coefficients,
}: HoldsWithCoefficientsParameters): Promise<boolean> {
  const pairs: [Point<bigint>, Point<Complex>][] = []
  let sum: Point<bigint> = null
  /** The coefficients, alone and times each public input. */
  const totals = [0n, 0n, 0n, 0n, 0n]
  for (const [index, { nullifier, message, points }] of proofs.entries()) {
    const coefficient = coefficients[index] ?? 0n
    const { a, b, c } = fromCoordinates(points)
    pairs.push([curve.multiply(a, coefficient), b])
    sum = curve.add(sum, curve.multiply(c, coefficient))
    const values = [1n, root, nullifier, semaphoreHash(message), semaphoreHash(scope)]
    for (const [input, value] of values.entries()) {
      totals[input] = ((totals[input] ?? 0n) + value * coefficient) % GROUP_ORDER
    }
  }
  const { alpha, beta, gamma, delta, inputs } = verificationKey
  const multiples = inputs.map((point, input) => curve.multiply(point, totals[input] ?? 0n))
  const all = multiples.reduce(curve.add, null)
  const [coefficientSum = 0n] = totals
  pairs.push([curve.negate(curve.multiply(alpha, coefficientSum)), beta])
  pairs.push([curve.negate(all), gamma])
  pairs.push([curve.negate(sum), delta])
  const data = concat(
    pairs.flatMap(([a, b]) => {
      const coordinates = toCoordinates({ a, b, c: null }).slice(0, 6)
      return coordinates.map((coordinate) => toBeHex(coordinate, 32))
    }),
  )
  return BigInt(await provider.call({ to: PAIRING, data })) === 1n
}
