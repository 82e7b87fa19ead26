import { NotAMemberError } from '../errors/enrolmentErrors.ts'
import { GroupSizeOutOfRangeError } from '../errors/groupErrors.ts'
import type { Identity } from '../identity/createIdentity.ts'
import type { MembershipPath, MembershipTree } from './MembershipTree.ts'

/** What {@link requirePath} takes. */
export type RequirePathParameters = {
  identity: Pick<Identity, 'commitment'>
  group: MembershipTree
  /** At which the proposal has membership proved. */
  proofDepth: number
}

/**
 * Returns the way from a person's leaf to the root, as a proof takes it.
 * @throws {@link NotAMemberError} when the identity's commitment is not in the group.
 * @throws {@link GroupSizeOutOfRangeError} when the group's depth is not `proofDepth`.
 */
export function requirePath({
  identity,
  group,
  proofDepth,
}: RequirePathParameters): MembershipPath {
  const index = group.indexOf(identity.commitment)
  if (index === -1) throw new NotAMemberError()
  // A shorter path would prove nothing, a longer one room below the leaves.
  if (group.depth !== proofDepth) {
    throw new GroupSizeOutOfRangeError({ size: group.size, maximum: 2 ** proofDepth })
  }
  return group.generateMerkleProof(index)
}
