import {
  ChainEventsMissingError,
  type OptionClass,
  optionClass,
  type RegisteredCommittee,
  readCommittee,
  type WireSpace,
  wireRegisteredCommittee,
} from '@psephos/lib'
import type { Logger } from 'pino'
import type { Chain } from '../chain/connectChain.ts'
import type { PrismaClient } from '../generated/prisma/client.ts'
import { toWireText } from '../http/sendWire.ts'

/** Keeps what registered committees' keys follow from. */
export interface CommitteeStore {
  /** Returns a committee that this server has; null for another. */
  readonly find: (id: string) => Promise<RegisteredCommittee | null>
  /**
   * Returns a committee, which is looked for on the chain, and kept, where this server does not have it. Null when it is not found: then it
   * is not looked for again for a while.
   */
  readonly read: (parameters: {
    readonly space: Pick<WireSpace, 'governor' | 'deploymentBlock'>
    readonly id: string
  }) => Promise<RegisteredCommittee | null>
}

/** What {@link createCommitteeStore} takes. */
export interface CreateCommitteeStoreParameters {
  readonly prisma: PrismaClient
  readonly chain: Chain
  readonly logger: Logger
  /** For how many milliseconds a committee that was not found is not looked for; a minute if absent. */
  readonly pause?: number
}

const PAUSE = 60_000
/** A governor of somebody's own making may name any number of them. */
const MOST_MISSING = 1_000

/** Returns a store of committees. What it keeps was held against its id, so it is right whoever said it. */
export function createCommitteeStore({
  prisma,
  chain,
  logger,
  pause = PAUSE,
}: CreateCommitteeStoreParameters): CommitteeStore {
  const missingUntil = new Map<string, number>()
  const looking = new Map<string, Promise<RegisteredCommittee | null>>()

  async function find(id: string): Promise<RegisteredCommittee | null> {
    const row = await prisma.committee.findUnique({ where: { id } })
    return row === null ? null : wireRegisteredCommittee.parse(JSON.parse(row.document))
  }

  async function look(
    space: Pick<WireSpace, 'governor' | 'deploymentBlock'>,
    id: string,
  ): Promise<RegisteredCommittee | null> {
    const found = await chain.box(space)
    if (found === null) return null
    // Reverts where none is registered: then no events need to be gone through.
    await found.committees.committeeOf(id)
    const { registry } = found
    const search = (fromBlock: number) =>
      readCommittee({ provider: chain.provider, registry, committee: id, fromBlock })
    // It may be older than the DAO.
    const committee = await search(space.deploymentBlock).catch((error: unknown) => {
      if (error instanceof ChainEventsMissingError) return search(0)
      throw error
    })
    const data = [{ id, document: toWireText(committee) }]
    await prisma.committee.createMany({ data, skipDuplicates: true })
    return committee
  }

  async function lookOnce(
    space: Pick<WireSpace, 'governor' | 'deploymentBlock'>,
    id: string,
  ): Promise<RegisteredCommittee | null> {
    const key = `${space.governor}/${id}`
    if ((missingUntil.get(key) ?? 0) > performance.now()) return null
    const known = looking.get(key)
    if (known !== undefined) return known
    const result = look(space, id)
      .catch((err: unknown) => {
        logger.warn({ err, committee: id }, 'a committee cannot be read')
        return null
      })
      .then((committee) => {
        missingUntil.delete(key)
        if (committee === null) missingUntil.set(key, performance.now() + pause)
        const [oldest] = missingUntil.keys()
        if (missingUntil.size > MOST_MISSING && oldest !== undefined) missingUntil.delete(oldest)
        return committee
      })
      .finally(() => looking.delete(key))
    looking.set(key, result)
    return result
  }

  return { find, read: async ({ space, id }) => (await find(id)) ?? lookOnce(space, id) }
}

/** For how many options a committee has keys: its id is of no other number. */
export function readCapacity({ commitments }: RegisteredCommittee): OptionClass {
  return optionClass(commitments.length)
}
