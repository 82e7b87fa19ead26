import { ProposalUnknownError, wireSpaceProfile } from '@psephos/lib'
import cors from 'cors'
import type { RequestHandler } from 'express'
import { createTimedCache } from '../cache/createTimedCache.ts'
import type { PrismaClient } from '../generated/prisma/client.ts'
import { findProposal } from '../proposals/readProposals.ts'

/** What {@link createCors} takes. */
export interface CreateCorsParameters {
  readonly prisma: PrismaClient
  /** Milliseconds for which a space's origins are believed; half a minute if absent. */
  readonly lifetime?: number
}

const LIFETIME = 30_000
const CAPACITY = 1_000
/** Every route: those of no one space are open to the pages of any. */
const ANY = ''

/**
 * Lets pages of other origins speak to the routes of a space that names them in its profile, and of
 * its proposals. No route knows cookies, so this is not about secrets: it keeps a foreign page from
 * having its visitors' browsers use a relay that others pay for.
 */
export function createCors({ prisma, lifetime = LIFETIME }: CreateCorsParameters): RequestHandler {
  const origins = createTimedCache({
    read: (key: string) => readOrigins(prisma, key),
    lifetime,
    capacity: CAPACITY,
  })
  return cors((request, callback) => {
    const { origin } = request.headers
    const options = {
      methods: ['GET', 'POST', 'PUT', 'DELETE'],
      allowedHeaders: ['content-type', 'authorization', 'last-event-id'],
      exposedHeaders: ['etag', 'retry-after', 'x-request-id'],
      maxAge: 600,
    }
    // Documents and feeds are for whoever finds them, as EIP-4824 wants it.
    if (isDocument(request.url)) callback(null, { ...options, methods: ['GET'], origin: '*' })
    else if (origin === undefined) callback(null, { ...options, origin: false })
    else
      origins.read(findKey(request.url)).then(
        // A list, also of none: the answer then says that it depends on the origin.
        (allowed) => callback(null, { ...options, origin: allowed }),
        (error: unknown) => callback(error instanceof Error ? error : new Error(String(error))),
      )
  })
}

function isDocument(url: string): boolean {
  return /^\/(openapi\.json|spaces\/[^/?]+\/\w+\.(json|atom|md))(\?|$)/.test(url)
}

/** Which space or proposal a path is about. */
function findKey(url: string): string {
  return /^\/((?:spaces\/[a-z0-9-]{1,64}|proposals\/[0-9]{1,78}))(?:[/?.]|$)/.exec(url)?.[1] ?? ANY
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
