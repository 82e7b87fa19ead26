import type { WireProposal } from '@psephos/lib'

/**
 * Tells whether all of these proposals took their list of voters before a member enrolled.
 * @param index The member's place in the group.
 */
export function isTooLateFor(
  proposals: readonly Pick<WireProposal, 'electorate'>[],
  index: number,
): boolean {
  return proposals.every(({ electorate }) => electorate !== null && index >= electorate.size)
}
