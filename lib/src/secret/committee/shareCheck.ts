import { BABYJUBJUB_ORDER, ExtendedPoint } from '../babyJubjub.ts'
import { multiply } from '../pointArithmetic.ts'

/** What {@link isShareRight} takes. */
export type IsShareRightParameters = {
  /** Commitments to a polynomial's coefficients, the constant first. */
  commitments: readonly ExtendedPoint[]
  /** The position that the share is for. */
  position: number
  share: bigint
}

/** Whether a share is the value at a position of the polynomial that was committed to. */
export function isShareRight({ commitments, position, share }: IsShareRightParameters): boolean {
  return (
    share < BABYJUBJUB_ORDER &&
    multiply(ExtendedPoint.BASE, share).equals(evaluateCommitments(commitments, position))
  )
}

/** Returns the point Σ positionᵐ·Aₘ, by Horner's rule. */
export function evaluateCommitments(
  commitments: readonly ExtendedPoint[],
  position: number,
): ExtendedPoint {
  return commitments.reduceRight(
    (value, commitment) => value.multiplyUnsafe(BigInt(position)).add(commitment),
    ExtendedPoint.ZERO,
  )
}
