import type { WireSpaceRules } from '@psephos/lib'
import type { Elector } from '../identity/findElector.ts'
import type { IdentityRecord } from '../identity/identityRecords.ts'

/** Who may propose from this browser. */
export type Proposer =
  /** Any account: what it sends stands under its address. */
  | { kind: 'account' }
  /** A member, without a name. */
  | { kind: 'member'; identity: IdentityRecord; index: number | null }
  | {
      kind: 'nobody'
      reason: 'groupEmpty' | 'notEnrolled' | 'enrolledLate' | 'replaced'
      /** When the next epoch begins, in seconds. */
      nextEpoch: number
    }

/** What {@link findProposer} takes. */
export type FindProposerParameters = {
  rules: Pick<WireSpaceRules, 'memberProposals'>
  /** Which of this browser's identities was a member just before the epoch began, if any. */
  elector: Elector
}

/** Returns who may propose from this browser. */
export function findProposer({ rules, elector }: FindProposerParameters): Proposer {
  const { memberProposals } = rules
  if (memberProposals === null) return { kind: 'account' }
  if (elector.may && memberProposals.group !== null) {
    return { kind: 'member', identity: elector.identity, index: elector.index }
  }
  const { epoch, epochDuration } = memberProposals
  // To be told first that one is not enrolled helps more than to be told to wait.
  const isUnenrolled = !elector.may && elector.reason === 'notEnrolled'
  return {
    kind: 'nobody',
    nextEpoch: epoch + epochDuration,
    reason:
      memberProposals.group === null && !isUnenrolled
        ? 'groupEmpty'
        : elector.may
          ? 'enrolledLate'
          : elector.reason,
  }
}
