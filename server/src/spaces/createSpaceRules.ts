import type { WireSpaceRules } from '@psephos/lib'
import { createTimedCache } from '../cache/createTimedCache.ts'
import type { Chain } from '../chain/connectChain.ts'
import type { PrismaClient } from '../generated/prisma/client.ts'
import type { CommitteeStore } from '../secret/createCommitteeStore.ts'
import { readSpaceRules } from './readSpaceRules.ts'
import { findSpace } from './readSpaces.ts'

/** Knows by which rules DAOs decide. */
export interface SpaceRules {
  /**
   * Returns a space's rules as they were some seconds ago at most. `charge` is told how many
   * questions to the node that takes, before they are asked; what it throws is thrown.
   * @throws {@link NotFoundError} when this server hosts no such space.
   */
  readonly read: (
    space: string,
    charge: (questions: number) => Promise<void>,
  ) => Promise<WireSpaceRules>
}

/** What {@link createSpaceRules} takes. */
export interface CreateSpaceRulesParameters {
  readonly prisma: PrismaClient
  readonly chain: Chain
  readonly committees: CommitteeStore
  /** For how many milliseconds rules are believed; three seconds if absent. */
  readonly lifetime?: number
}

/** They change by a vote, and with the epoch of members' proposals: then somebody waits for it. */
const LIFETIME = 3_000
const CAPACITY = 256
/** The most that {@link readSpaceRules} asks, but for a committee's events, which are read once. */
const QUESTIONS = 19

/** Returns what asks the node for each space's rules at most once in a lifetime. */
export function createSpaceRules({
  prisma,
  chain,
  committees,
  lifetime = LIFETIME,
}: CreateSpaceRulesParameters): SpaceRules {
  const rules = createTimedCache({
    read: async (id: string) =>
      readSpaceRules({ chain, committees, space: await findSpace(prisma, id) }),
    lifetime,
    capacity: CAPACITY,
  })
  return {
    read: async (space, charge) => {
      // Outside of what is shared: one who may ask no more keeps nobody else from asking.
      if (!rules.has(space)) await charge(QUESTIONS)
      return rules.read(space)
    },
  }
}
