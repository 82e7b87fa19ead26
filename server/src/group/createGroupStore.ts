import { setImmediate } from 'node:timers/promises'
import { BucketTree, GroupRootUnknownError, type WireSpace } from '@psephos/lib'
import { createTimedCache } from '../cache/createTimedCache.ts'
import type { Chain } from '../chain/connectChain.ts'
import type { PrismaClient } from '../generated/prisma/client.ts'
import { readMemberProposals } from '../spaces/readSpaceRules.ts'
import { findSpace } from '../spaces/readSpaces.ts'
import { readLeaves } from './readLeaves.ts'

/** A group of a million members takes 32 MB, so only those that proposals ask for now are kept. */
const MOST_GROUPS = 4
/** For how many milliseconds it is believed which groups vote: made-up roots cost no question each. */
const ROOTS_LIFETIME = 1_000
const MOST_SPACES = 256
/** Hashing so many members takes some milliseconds, for which nobody else is served. */
const MEMBERS_AT_ONCE = 128
/** As many are read at a time. */
const ROWS_AT_ONCE = 4_096

/** What {@link createGroupStore} takes. */
export interface CreateGroupStoreParameters {
  readonly prisma: PrismaClient
  readonly chain: Chain
}

/** The groups that were lately asked for, as far as their buckets go. */
export interface GroupStore {
  /**
   * Returns the group of a space that votes on a proposal which is open now, or whose members may
   * propose in this epoch. Every enrolment leaves a root behind, and hashing a large group takes a
   * minute: whoever might name any of them could keep this server busy for ever.
   * @throws {@link GroupRootUnknownError} when it is neither that of an open proposal's electorate
   * nor the epoch's.
   */
  readonly open: (space: WireSpace, root: bigint) => Promise<BucketTree>
}

/** Returns a store that hashes each group once, however many ask for it at the same time. */
export function createGroupStore({ prisma, chain }: CreateGroupStoreParameters): GroupStore {
  const groups = new Map<string, Promise<BucketTree>>()
  const roots = createTimedCache({
    read: async (id: string) => readRoots({ prisma, chain }, await findSpace(prisma, id)),
    lifetime: ROOTS_LIFETIME,
    capacity: MOST_SPACES,
  })
  return {
    open: async (space, root) => {
      const key = `${space.id}/${root}`
      // Before it takes the place of another: made-up roots drop no group that somebody needs.
      if (!groups.has(key) && !(await roots.read(space.id)).has(root))
        throw new GroupRootUnknownError({ root })
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

/** Returns the roots of the electorates of a space's open proposals, and of those who may propose. */
async function readRoots(
  { prisma, chain }: CreateGroupStoreParameters,
  space: WireSpace,
): Promise<ReadonlySet<bigint>> {
  const now = await chain.now()
  const proposals = await prisma.proposal.findMany({
    where: { spaceId: space.id, snapshot: { lt: now }, deadline: { gte: now } },
    select: { id: true },
  })
  const governor = chain.governor(space)
  const [memberProposals, ...electorates] = await Promise.all([
    readMemberProposals({ chain, space }),
    ...proposals.map(({ id }) => governor.proposalElectorate(id)),
  ])
  const roots = new Set(electorates.map(({ root }) => root))
  if (memberProposals?.group) roots.add(memberProposals.group.root)
  return roots
}

async function hashGroup(
  prisma: PrismaClient,
  space: WireSpace,
  root: bigint,
): Promise<BucketTree> {
  const tree = new BucketTree()
  for await (const members of readLeaves({ prisma, space, root, atOnce: ROWS_AT_ONCE })) {
    for (let start = 0; start < members.length; start += MEMBERS_AT_ONCE) {
      tree.addMembers(members.slice(start, start + MEMBERS_AT_ONCE))
      await setImmediate()
    }
  }
  // The chain may have turned while it was read.
  if (tree.root !== root) throw new GroupRootUnknownError({ root })
  return tree
}
