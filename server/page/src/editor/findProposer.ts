import type { WireSpaceRules } from '@psephos/lib'

/** Who may propose from this browser. */
export type Proposer =
  /** Any account: what it sends stands under its address. */
  | { kind: 'account' }
  /** A member, without a name. */
  | { kind: 'member' }
  | {
      kind: 'nobody'
      reason: 'groupEmpty' | 'notEnrolled' | 'enrolledLate'
      /** When the next epoch begins, in seconds. */
      nextEpoch: number
    }

/** What {@link findProposer} takes. */
export type FindProposerParameters = {
  rules: Pick<WireSpaceRules, 'memberProposals'>
  /** The place in the group of this browser's identity; null when it is not enrolled. */
  index: number | null
}

/**
 * Returns who may propose from this browser. Places are given in the order of enrolment, so the members
 * as the epoch began are the first ones.
 */
export function findProposer({ rules, index }: FindProposerParameters): Proposer {
  const { memberProposals } = rules
  if (memberProposals === null) return { kind: 'account' }
  const { group, epoch, epochDuration } = memberProposals
  const nobody = { kind: 'nobody', nextEpoch: epoch + epochDuration } as const
  if (index === null) return { ...nobody, reason: 'notEnrolled' }
  if (group === null) return { ...nobody, reason: 'groupEmpty' }
  return index < group.size ? { kind: 'member' } : { ...nobody, reason: 'enrolledLate' }
}
