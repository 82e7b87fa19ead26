import { PsephosError } from '../../errors/PsephosError.ts'
import { createGroup } from '../../group/createGroup.ts'
import { proofDepth } from '../../group/proofDepth.ts'
import type { AuditCheck } from '../AuditReport.ts'
import type { Archive } from '../wireArchive.ts'
import { createCheck } from './createCheck.ts'

const { confirm, refute } = createCheck('group')

/** What {@link checkGroup} takes beside the election. */
export interface CheckGroupParameters {
  /** Returns the root of a group, null when a member is no commitment: {@link computeRoot} by default. */
  readonly hashMembers?: ((members: readonly bigint[]) => bigint | null) | undefined
}

/** The members by the group's events are the group that the governor lets vote. */
export function checkGroup(
  { members, outcome }: Archive,
  { hashMembers = computeRoot }: CheckGroupParameters = {},
): AuditCheck {
  const { size, root } = outcome
  const expectedDepth = proofDepth({ groupSize: members.length })
  const facts = {
    root: String(root),
    size,
    proofDepth: outcome.proofDepth,
    members: members.length,
    depth: expectedDepth,
  }
  if (members.length !== size || outcome.proofDepth !== expectedDepth) {
    return refute('The group at the snapshot has another size or depth than its members.', facts)
  }
  if (new Set(members.map((member) => member.toString(16))).size !== members.length) {
    return refute('A commitment stands in the group twice.', facts)
  }
  const computed = hashMembers(members)
  if (computed !== root) {
    return refute('The members do not hash to the root at the snapshot.', {
      ...facts,
      computedRoot: computed === null ? null : String(computed),
    })
  }
  return confirm(`The ${members.length} members hash to the root at the snapshot.`, facts)
}

/** Returns the root of a group; null when a member is no commitment. */
export function computeRoot(members: readonly bigint[]): bigint | null {
  try {
    return createGroup({ members }).root
  } catch (error) {
    if (error instanceof PsephosError) return null
    throw error
  }
}
