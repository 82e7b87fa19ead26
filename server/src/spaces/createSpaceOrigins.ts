import { ProposalUnknownError, wireSpaceProfile } from '@psephos/lib'
import { createTimedCache } from '../cache/createTimedCache.ts'
import type { PrismaClient } from '../generated/prisma/client.ts'
import { findProposal } from '../proposals/readProposals.ts'

/** Knows the web origins that spaces name in their profiles. */
export interface SpaceOrigins {
  /**
   * Returns the origins of one space (`spaces/<id>`), of the space of one proposal
   * (`proposals/<id>`), or those of all spaces (an empty text). Nobody's are none.
   */
  readonly read: (key: string) => Promise<readonly string[]>
  /** Tells whether reading them now would cost nothing. */
  readonly has: (key: string) => boolean
}

/** What {@link createSpaceOrigins} takes. */
export interface CreateSpaceOriginsParameters {
  readonly prisma: PrismaClient
  /** Milliseconds for which a space's origins are believed; half a minute if absent. */
  readonly lifetime?: number
}

const LIFETIME = 30_000
const CAPACITY = 1_000

/** Returns what reads the origins of each space at most once in a lifetime. */
export function createSpaceOrigins({
  prisma,
  lifetime = LIFETIME,
}: CreateSpaceOriginsParameters): SpaceOrigins {
  return createTimedCache({
    read: (key: string) => readOrigins(prisma, key),
    lifetime,
    capacity: CAPACITY,
  })
}

async function readOrigins(prisma: PrismaClient, key: string): Promise<string[]> {
  const rows = await prisma.space.findMany({
    where: await findSpaces(prisma, key),
    select: { chainId: true, governor: true },
    take: CAPACITY,
  })
  const profiles = await prisma.spaceProfile.findMany({
    where: { OR: rows },
    select: { document: true },
  })
  return profiles.flatMap(
    ({ document }) => wireSpaceProfile.parse(JSON.parse(document)).origins ?? [],
  )
}

async function findSpaces(prisma: PrismaClient, key: string): Promise<{ id?: string }> {
  const [kind, id = ''] = key.split('/')
  if (kind === 'spaces') return { id }
  if (kind !== 'proposals') return {}
  try {
    return { id: (await findProposal(prisma, BigInt(id))).spaceId }
  } catch (error) {
    // No space has no name.
    if (error instanceof ProposalUnknownError) return { id: '' }
    throw error
  }
}
