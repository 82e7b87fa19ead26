import { RequestMalformedError } from '../errors/serverErrors.ts'
import { type CurvePoint, fromExtended, toExtended } from './CurvePoint.ts'
import { multiply } from './pointArithmetic.ts'

/** What {@link generateDecryptionPoints} takes. */
export type GenerateDecryptionPointsParameters = {
  /** ΣR of all counted ballots, checked to be in the group. */
  r: CurvePoint
  /** The trustee's secret shares x₀, x₁ …, at least as many as there are options. */
  secretShares: readonly bigint[]
  /** How many options the proposal has. */
  optionCount: number
}

/**
 * Returns Dⱼ = xⱼ·ΣR for each option: what a trustee publishes, with a proof that it is that.
 * @throws {@link RequestMalformedError} when there are fewer shares than options, or no options.
 * @throws {@link FieldElementOutOfRangeError} when a share is not from 0 to l − 1.
 */
export function generateDecryptionPoints({
  r,
  secretShares,
  optionCount,
}: GenerateDecryptionPointsParameters): CurvePoint[] {
  if (!Number.isInteger(optionCount) || optionCount < 1 || secretShares.length < optionCount) {
    throw new RequestMalformedError({
      path: 'optionCount',
      reason: `must be a whole number from 1 to ${secretShares.length}`,
    })
  }
  const point = toExtended(r)
  return fromExtended(secretShares.slice(0, optionCount).map((share) => multiply(point, share)))
}
