import { DecryptionSharesMissingError } from '../errors/secretErrors.ts'
import { RequestMalformedError } from '../errors/serverErrors.ts'
import { ExtendedPoint } from './babyJubjub.ts'
import { type CurvePoint, fromExtended, toExtended } from './CurvePoint.ts'
import type { EncryptedVotes } from './EncryptedVotes.ts'
import { invertModOrder } from './invertModOrder.ts'
import { lagrangeWeights } from './lagrangeWeights.ts'
import { modOrder } from './pointArithmetic.ts'

/** What one trustee gives towards decrypting encrypted sums. */
export type DecryptionPoints = {
  /** The trustee's position, from 1. */
  readonly position: number
  /** D of each option, at least as many as there are options. */
  readonly points: readonly CurvePoint[]
}

/** What {@link combineShares} takes. */
export type CombineSharesParameters = {
  /** The sums that were decrypted. */
  sums: EncryptedVotes
  /** How many options the proposal has. */
  optionCount: number
  /** How many shares decrypting takes. */
  threshold: number
  /** Shares of different trustees, which were proven right; of more than it takes, the first are used. */
  shares: readonly DecryptionPoints[]
}

/**
 * Returns for each option the point (for + 2³²·against)·G, from which `solveTotals` finds the totals.
 * Any shares of `threshold` trustees give the same. Whether a share is right its proof says: a wrong
 * one gives points that no totals fit.
 * @throws {@link DecryptionSharesMissingError} when there are fewer shares than `threshold`.
 * @throws {@link RequestMalformedError} when two are of one position, a position is none, or a share
 * has too few points.
 * @example
 * const points = combineShares({ sums, optionCount: 2, threshold: 2, shares: [first, third] })
 */
export function combineShares({
  sums,
  optionCount,
  threshold,
  shares,
}: CombineSharesParameters): CurvePoint[] {
  if (shares.length < threshold) {
    throw new DecryptionSharesMissingError({ shares: shares.length, threshold })
  }
  const used = shares.slice(0, threshold)
  if (sums.c.length < optionCount || used.some(({ points }) => points.length < optionCount)) {
    throw new RequestMalformedError({ path: 'shares', reason: 'must have a point for each option' })
  }
  const { denominator, weights } = lagrangeWeights(used.map(({ position }) => position))
  // One scalar for each share, so that no point is multiplied by a fraction twice.
  const inverse = invertModOrder(denominator)
  const coefficients = weights.map((weight) => modOrder(weight * inverse))
  const sumsOfShares = Array.from({ length: optionCount }, (_, option) =>
    used.reduce(
      (sum, { points }, index) =>
        sum.add(
          toExtended(points[option] as CurvePoint).multiplyUnsafe(coefficients[index] as bigint),
        ),
      ExtendedPoint.ZERO,
    ),
  )
  return fromExtended(
    sumsOfShares.map((sum, option) => toExtended(sums.c[option] as CurvePoint).subtract(sum)),
  )
}
