import type { WireSpace } from '@psephos/lib'
import type { Events } from '../events/Events.ts'
import type { Prisma, PrismaClient } from '../generated/prisma/client.ts'
import type { Chain } from './connectChain.ts'
import { readSpaceEvents } from './readSpaceEvents.ts'

/** How many blocks one step reads; nodes refuse longer ranges. */
const BLOCKS_PER_STEP = 2_000

/** What {@link indexSpace} takes. */
export interface IndexSpaceParameters {
  readonly prisma: PrismaClient
  readonly chain: Chain
  readonly space: WireSpace
  /** Told what was written, once it is. */
  readonly events?: Events | undefined
}

/**
 * Writes the events of a space up to the latest block and returns that block. Events and cursor are
 * written in one transaction, so it can stop at any line and go on. When the block it stood on is
 * no longer the chain's, what it wrote is another history: it is thrown away and read again from
 * the start.
 */
export async function indexSpace({
  prisma,
  chain,
  space,
  events: listeners,
}: IndexSpaceParameters): Promise<number> {
  const latest = await chain.provider.getBlockNumber()
  let { from, parent } = await findStart({ prisma, chain, space })
  while (from <= latest) {
    const to = Math.min(from + BLOCKS_PER_STEP - 1, latest)
    const indexedHash = await readHash(chain, to)
    if (indexedHash === null) break
    const events = await readSpaceEvents({ chain, space, from, to })
    // If the chain has turned while it was read, the next round finds out and begins anew.
    const hasTurned =
      (await readHash(chain, to)) !== indexedHash ||
      (parent !== null && (await readHash(chain, from - 1)) !== parent)
    if (hasTurned) break
    await prisma.$transaction(async (transaction) => {
      if (events.groupChanges.length > 0)
        await transaction.groupChange.createMany({ data: events.groupChanges })
      if (events.proposals.length > 0)
        await transaction.proposal.createMany({ data: events.proposals })
      for (const ballot of events.ballots) await writeCountedBallot(transaction, ballot)
      await transaction.space.update({
        where: { id: space.id },
        data: { indexedBlock: to, indexedHash },
      })
    })
    if (events.ballots.length + events.proposals.length > 0)
      listeners?.publish({ kind: 'indexed', space: space.id })
    from = to + 1
    parent = indexedHash
  }
  return from - 1
}

async function readHash({ provider }: Chain, block: number): Promise<string | null> {
  return (await provider.getBlock(block))?.hash ?? null
}

/** The first block to read, and the hash that the one before it must have; null for any. */
interface Start {
  readonly from: number
  readonly parent: string | null
}

async function findStart({ prisma, chain, space }: IndexSpaceParameters): Promise<Start> {
  const row = await prisma.space.findUniqueOrThrow({ where: { id: space.id } })
  const { indexedBlock, indexedHash: parent } = row
  if (indexedBlock === null) return { from: space.deploymentBlock, parent: null }
  if ((await readHash(chain, indexedBlock)) === parent) return { from: indexedBlock + 1, parent }
  await prisma.$transaction([
    prisma.groupChange.deleteMany({ where: { spaceId: space.id } }),
    prisma.proposal.deleteMany({ where: { spaceId: space.id } }),
    prisma.space.update({
      where: { id: space.id },
      data: { indexedBlock: null, indexedHash: null },
    }),
  ])
  return { from: space.deploymentBlock, parent: null }
}

async function writeCountedBallot(
  transaction: Prisma.TransactionClient,
  ballot: Prisma.CountedBallotUncheckedCreateInput,
): Promise<void> {
  const { spaceId, proposalId, nullifier } = ballot
  await transaction.countedBallot.upsert({
    where: { spaceId_proposalId_nullifier: { spaceId, proposalId, nullifier } },
    create: ballot,
    update: ballot,
  })
}
