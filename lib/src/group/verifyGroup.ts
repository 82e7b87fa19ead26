import { GroupRootMismatchError } from '../errors/groupErrors.ts'
import { createGroup } from './createGroup.ts'
import type { Group } from './Group.ts'

/** What {@link verifyGroup} takes. */
export type VerifyGroupParameters = {
  /** The commitments in order, as a server gives them. */
  members: readonly bigint[]
  /** The root that the group must hash to, as the chain says it. */
  root: bigint
}

/**
 * Returns the group of `members` once it is known to hash to `root`, so that a server cannot hand a
 * voter a group of its own making, in which the voter stands alone.
 * @throws {@link GroupRootMismatchError} when the members hash to another root.
 * @throws {@link FieldElementOutOfRangeError} when a member is no commitment.
 * @example
 * const { members } = await client.getGroup({ space, root: electorate.root })
 * const group = verifyGroup({ members, root: electorate.root })
 */
export function verifyGroup({ members, root }: VerifyGroupParameters): Group {
  const group = createGroup({ members })
  if (group.root !== root)
    throw new GroupRootMismatchError({ root: group.root, expectedRoot: root })
  return group
}
