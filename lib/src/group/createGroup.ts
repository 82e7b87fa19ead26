import { Group } from './Group.ts'

/** What {@link createGroup} takes. */
export type CreateGroupParameters = {
  /** The commitments by their place in the group: in the order of enrolment, rotated ones in the place of the first. */
  members: readonly bigint[]
}

/**
 * Returns the group of `members`, as the chain has it. Takes about 50 ms per thousand members.
 * @throws {@link FieldElementOutOfRangeError} when a member is no commitment.
 * @example
 * createGroup({ members: [identity.commitment] }).size // 1
 */
export function createGroup({ members }: CreateGroupParameters): Group {
  return new Group(members)
}

export type { Group }
