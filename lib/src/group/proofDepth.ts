import { GroupSizeOutOfRangeError } from '../errors/groupErrors.ts'

/** What {@link proofDepth} takes. */
export type ProofDepthParameters = {
  /** How many members the group has at the snapshot. */
  groupSize: number
}

/**
 * Returns the depth at which everybody proves: 20 for groups of up to 2^20 members, 32 for up to
 * 2^32. One depth for nearly every group means one cached artifact and one verification key per
 * batch, and the proof does not say the group's size.
 * @throws {@link GroupSizeOutOfRangeError} when the size is negative, fractional, or beyond 2^32.
 * @example
 * proofDepth({ groupSize: 500 }) // 20
 */
export function proofDepth({ groupSize }: ProofDepthParameters): 20 | 32 {
  if (!Number.isInteger(groupSize) || groupSize < 0 || groupSize > 2 ** 32) {
    throw new GroupSizeOutOfRangeError({ size: groupSize, maximum: 2 ** 32 })
  }
  return groupSize <= 2 ** 20 ? 20 : 32
}
