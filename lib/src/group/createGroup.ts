import { Group } from '@semaphore-protocol/core'
import { toCommitment } from '../identity/Commitment.ts'

/** What {@link createGroup} takes. */
export type CreateGroupParameters = {
  /** The commitments by their place in the group: in the order of enrolment, rotated ones in the place of the first. */
  members: readonly bigint[]
}

/**
 * Returns the Semaphore group (a LeanIMT) of `members`. Takes about 0.2 s per thousand members.
 * @throws {@link FieldElementOutOfRangeError} when a member is no commitment.
 * @example
 * createGroup({ members: [identity.commitment] }).size // 1
 */
export function createGroup({ members }: CreateGroupParameters): Group {
  return new Group(members.map(toCommitment))
}

export type { Group }
