import { setImmediate } from 'node:timers/promises'
import { createGroup, type Group, type MembershipPath, type WireSpace } from '@psephos/lib'
import type { PrismaClient } from '../generated/prisma/client.ts'
import { createTurns } from '../relay/createTurns.ts'
import { readGroup } from './readGroup.ts'

/** The groups as they stand, for those who change them. */
export interface LatestGroups {
  /** Returns a member's way to the root of their group as it is indexed, or null for no member. */
  readonly findPath: (space: WireSpace, commitment: bigint) => Promise<MembershipPath | null>
}

/** Hashing so many members takes some 100 ms, for which nobody else is served. */
const MEMBERS_AT_ONCE = 2_000

/**
 * Returns a reader that keeps the last group's tree and hashes only what changed since: to hash a
 * million members takes a minute, in which others enrol, so that one who begins anew each time would
 * never be done.
 */
export function createLatestGroups(prisma: PrismaClient): LatestGroups {
  const turns = createTurns()
  let kept: { space: string; group: Group } | null = null

  const update = async (space: WireSpace): Promise<Group> => {
    const { members } = await readGroup({ prisma, space })
    const isKept = kept?.space === space.id && kept.group.size <= members.length
    const group = isKept && kept !== null ? kept.group : createGroup({ members: [] })
    kept = { space: space.id, group }
    for (const [index, member] of group.members.entries()) {
      const now = members[index]
      if (now !== undefined && now !== member) group.updateMember(index, now)
    }
    for (let start = group.size; start < members.length; start += MEMBERS_AT_ONCE) {
      group.addMembers(members.slice(start, start + MEMBERS_AT_ONCE))
      await setImmediate()
    }
    return group
  }
  return {
    findPath: (space, commitment) =>
      turns.run('', async () => {
        const group = await update(space)
        const index = group.indexOf(commitment)
        return index === -1 ? null : group.generateMerkleProof(index)
      }),
  }
}
