import { setImmediate } from 'node:timers/promises'
import { createGroup, type Group, type WireSpace } from '@psephos/lib'
import type { PrismaClient } from '../generated/prisma/client.ts'
import { readGroup } from './readGroup.ts'

/** A group of a million members takes some 200 MB, so only those that proposals ask for now are kept. */
const MOST_GROUPS = 4
/** Hashing so many members takes some 100 ms, for which nobody else is served. */
const MEMBERS_AT_ONCE = 2_000

/** What {@link createGroupStore} takes. */
export interface CreateGroupStoreParameters {
  readonly prisma: PrismaClient
}

/** The groups that were lately asked for, with all nodes of their trees. */
export interface GroupStore {
  /**
   * Returns a space's group as it stood with a root.
   * @throws {@link GroupRootUnknownError} when it never had that root, as far as it is indexed.
   */
  readonly open: (space: WireSpace, root: bigint) => Promise<Group>
}

/** Returns a store that hashes each group once, however many ask for it at the same time. */
export function createGroupStore({ prisma }: CreateGroupStoreParameters): GroupStore {
  const groups = new Map<string, Promise<Group>>()
  return {
    open: (space, root) => {
      const key = `${space.id}/${root}`
      const group = groups.get(key) ?? hashGroup(prisma, space, root)
      // Last used, last dropped.
      groups.delete(key)
      groups.set(key, group)
      for (const oldest of [...groups.keys()].slice(0, -MOST_GROUPS)) groups.delete(oldest)
      group.catch(() => groups.delete(key))
      return group
    },
  }
}

async function hashGroup(prisma: PrismaClient, space: WireSpace, root: bigint): Promise<Group> {
  const { members } = await readGroup({ prisma, space, root })
  const group = createGroup({ members: [] })
  for (let start = 0; start < members.length; start += MEMBERS_AT_ONCE) {
    group.addMembers(members.slice(start, start + MEMBERS_AT_ONCE))
    await setImmediate()
  }
  return group
}
