import type { WireSpace } from '@psephos/lib'
import type { Prisma, PrismaClient } from '../generated/prisma/client.ts'
import type { SpaceEvents } from './readSpaceEvents.ts'

/** A block up to which events are written, and its hash. */
export interface Cursor {
  readonly block: number
  readonly hash: string
}

/** What {@link writeIndexStep} takes. */
export interface WriteIndexStepParameters {
  readonly prisma: PrismaClient
  readonly space: Pick<WireSpace, 'id'>
  /** Where the writer found the cursor. */
  readonly cursor: Cursor | null
  /** What was written after this block is taken back. */
  readonly shared: Cursor | null
  /** The events of the blocks after `shared` up to `next`. */
  readonly events: SpaceEvents | null
  /** Where the cursor stands afterwards. */
  readonly next: Cursor | null
}

/** Blocks to remember: at one each four seconds, more than a quarter of an hour. */
const REMEMBERED = 256

/**
 * Takes back what another history had, writes what this one has and moves the cursor, all or nothing.
 * Returns false, and has written nothing, when the cursor is no longer where it was found.
 */
export async function writeIndexStep({
  prisma,
  space: { id: spaceId },
  cursor,
  shared,
  events,
  next,
}: WriteIndexStepParameters): Promise<boolean> {
  return prisma.$transaction(async (transaction) => {
    // First of all: whoever else has read the same events waits here, and then finds it moved.
    const { count } = await transaction.space.updateMany({
      where: {
        id: spaceId,
        indexedBlock: cursor?.block ?? null,
        indexedHash: cursor?.hash ?? null,
      },
      data: { indexedBlock: next?.block ?? null, indexedHash: next?.hash ?? null },
    })
    if (count === 0) return false
    if (cursor !== null && shared?.block !== cursor.block)
      await takeBack(transaction, spaceId, shared?.block ?? -1)
    if (events !== null) {
      await writeEvents(transaction, events)
      await countChange(transaction, spaceId, events)
    }
    if (next !== null) await remember(transaction, spaceId, next)
    return true
  })
}

/** Restores, where a ballot that replaced another is taken back, the other. */
async function takeBack(
  transaction: Prisma.TransactionClient,
  spaceId: string,
  block: number,
): Promise<void> {
  const after = { spaceId, block: { gt: block } }
  await transaction.groupChange.deleteMany({ where: after })
  await transaction.proposal.deleteMany({ where: after })
  await transaction.proposalStep.deleteMany({ where: after })
  await transaction.decryptionShare.deleteMany({ where: after })
  await transaction.replacedBallot.deleteMany({ where: after })
  await transaction.countedBallot.deleteMany({ where: after })
  await transaction.$executeRaw`
    INSERT INTO "CountedBallot"
      ("spaceId", "proposalId", "nullifier", "revision", "words", "transaction", "block", "logIndex")
    SELECT DISTINCT ON ("proposalId", "nullifier")
      "spaceId", "proposalId", "nullifier", "revision", "words", "transaction", "block", "logIndex"
    FROM "ReplacedBallot"
    WHERE "spaceId" = ${spaceId}
    ORDER BY "proposalId", "nullifier", "revision" DESC
    ON CONFLICT DO NOTHING`
  await transaction.$executeRaw`
    DELETE FROM "ReplacedBallot" AS replaced USING "CountedBallot" AS counted
    WHERE replaced."spaceId" = ${spaceId}
      AND counted."spaceId" = replaced."spaceId"
      AND counted."proposalId" = replaced."proposalId"
      AND counted."nullifier" = replaced."nullifier"
      AND counted."revision" = replaced."revision"`
  await transaction.indexedBlock.deleteMany({ where: { spaceId, number: { gt: block } } })
  await transaction.proposal.updateMany({ where: { spaceId }, data: { changes: { increment: 1 } } })
}

async function writeEvents(
  transaction: Prisma.TransactionClient,
  { groupChanges, proposals, steps, cast, replacing, shares }: SpaceEvents,
): Promise<void> {
  if (groupChanges.length > 0) await transaction.groupChange.createMany({ data: groupChanges })
  if (proposals.length > 0) await transaction.proposal.createMany({ data: proposals })
  if (steps.length > 0) {
    const data = await keepKnown(transaction, steps)
    await transaction.proposalStep.createMany({ data })
  }
  if (shares.length > 0) {
    const data = await keepKnown(transaction, shares)
    // The first of a position stands; only a box of somebody's own making tells of two.
    await transaction.decryptionShare.createMany({ data, skipDuplicates: true })
  }
  // A ballot is cast before it is replaced, so what is replaced here is there.
  if (cast.length > 0) await transaction.countedBallot.createMany({ data: cast })
  for (const ballot of replacing) {
    const { spaceId, proposalId, nullifier } = ballot
    const where = { spaceId_proposalId_nullifier: { spaceId, proposalId, nullifier } }
    const replaced = await transaction.countedBallot.findUniqueOrThrow({ where })
    await transaction.replacedBallot.create({ data: replaced })
    await transaction.countedBallot.update({ where, data: ballot })
  }
}

/** The chain may have told the results before: whoever follows them learns by this to look at the lists again. */
async function countChange(
  transaction: Prisma.TransactionClient,
  spaceId: string,
  { steps, cast, replacing, shares }: SpaceEvents,
): Promise<void> {
  const ids = new Set(
    [...steps, ...cast, ...replacing, ...shares].map(({ proposalId }) => proposalId),
  )
  if (ids.size === 0) return
  await transaction.proposal.updateMany({
    where: { spaceId, id: { in: [...ids] } },
    data: { changes: { increment: 1 } },
  })
}

/** A governor of another make may tell of proposals without options, which are left out. */
async function keepKnown<Row extends { readonly spaceId: string; readonly proposalId: string }>(
  transaction: Prisma.TransactionClient,
  rows: readonly Row[],
): Promise<Row[]> {
  const keys = rows.map(({ spaceId, proposalId: id }) => ({ spaceId, id }))
  const known = await transaction.proposal.findMany({ where: { OR: keys }, select: { id: true } })
  const ids = new Set(known.map(({ id }) => id))
  return rows.filter(({ proposalId }) => ids.has(proposalId))
}

async function remember(
  transaction: Prisma.TransactionClient,
  spaceId: string,
  { block: number, hash }: Cursor,
): Promise<void> {
  await transaction.indexedBlock.upsert({
    where: { spaceId_number: { spaceId, number } },
    create: { spaceId, number, hash },
    update: { hash },
  })
  const oldest = await transaction.indexedBlock.findFirst({
    where: { spaceId },
    orderBy: { number: 'desc' },
    skip: REMEMBERED,
  })
  if (oldest !== null)
    await transaction.indexedBlock.deleteMany({
      where: { spaceId, number: { lte: oldest.number } },
    })
}
