import type { WireSpace } from '@psephos/lib'
import type { PrismaClient } from '../generated/prisma/client.ts'
import type { Chain } from './connectChain.ts'
import { readBlockHash } from './readBlockHash.ts'
import type { Cursor } from './writeIndexStep.ts'

/** What {@link findStart} takes. */
export interface FindStartParameters {
  readonly prisma: PrismaClient
  readonly chain: Chain
  readonly space: Pick<WireSpace, 'id'>
  /** The chain's latest block. */
  readonly latest: number
}

/** Where indexing goes on. */
export interface Start {
  /** Up to where events are written; null for nowhere yet. */
  readonly cursor: Cursor | null
  /** The last block that both the chain and what is written have; null if none is known. */
  readonly shared: Cursor | null
}

/**
 * Finds the last block that the chain shares with what is written of it: the cursor, as a rule. After
 * a reorganisation it is the latest of the blocks that were remembered and that the chain still has;
 * there is none when the two part before all of them.
 */
export async function findStart({
  prisma,
  chain,
  space,
  latest,
}: FindStartParameters): Promise<Start> {
  const { indexedBlock, indexedHash } = await prisma.space.findUniqueOrThrow({
    where: { id: space.id },
  })
  if (indexedBlock === null || indexedHash === null) return { cursor: null, shared: null }
  const cursor = { block: indexedBlock, hash: indexedHash }
  if ((await readBlockHash(chain, cursor.block)) === cursor.hash) return { cursor, shared: cursor }
  const remembered = await prisma.indexedBlock.findMany({
    where: { spaceId: space.id, number: { lte: latest } },
    orderBy: { number: 'desc' },
  })
  for (const { number, hash } of remembered) {
    if ((await readBlockHash(chain, number)) === hash)
      return { cursor, shared: { block: number, hash } }
  }
  return { cursor, shared: null }
}
