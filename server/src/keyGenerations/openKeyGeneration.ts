import {
  CommitteeMalformedError,
  encodeContent,
  keyGenerationRequest,
  LimitReachedError,
  openInvitation,
  RequestMalformedError,
  type WireKeyGenerationBody,
} from '@psephos/lib'
import type { Chain } from '../chain/connectChain.ts'
import type { PrismaClient, Space } from '../generated/prisma/client.ts'
import { authorizeSpaceRequest } from '../spaces/authorizeSpaceRequest.ts'
import { takeSpaceTurn } from '../spaces/takeSpaceTurn.ts'

/** What {@link openKeyGeneration} takes. */
export interface OpenKeyGenerationParameters {
  readonly prisma: PrismaClient
  readonly chain: Chain
  /** The origin of this server. */
  readonly server: string
  readonly space: Space
  readonly body: WireKeyGenerationBody
  /** The most key generations that a space has; 100 if absent, as many as a list shows. */
  readonly limit?: number
  /** Milliseconds since 1970; now if absent. */
  readonly now?: number
}

/** The longest that trustees may have to deal, in milliseconds: it ends before what is unfinished is forgotten. */
const LONGEST = 60 * 24 * 60 * 60 * 1_000

/**
 * Opens a key generation in the mailbox and returns its session. The same invitation again changes nothing.
 * @throws {@link CommitteeMalformedError} when the invitation is none, or another space has opened it.
 * @throws {@link RequestMalformedError} when the time to deal is over already, or longer than 60 days.
 * @throws {@link LimitReachedError} when the space has too many.
 * @throws {@link SpaceRequestReplayedError} and what {@link authorizeSpaceRequest} throws.
 */
export async function openKeyGeneration({
  prisma,
  chain,
  server,
  space,
  body: { invitation, dealsUntil, authorization },
  limit = 100,
  now = Date.now(),
}: OpenKeyGenerationParameters): Promise<string> {
  const { session } = openInvitation(invitation)
  const action = 'open key generation'
  const content = keyGenerationRequest({ invitation, dealsUntil })
  await authorizeSpaceRequest({ chain, server, space, action, content, authorization, now })
  const spaceId = space.id
  const find = () => prisma.keyGeneration.findUnique({ where: { session } })
  const requireOwn = (row: { spaceId: string }): string => {
    if (row.spaceId === spaceId) return session
    throw new CommitteeMalformedError({
      reason: 'another space has opened this key generation: give the committee another name',
    })
  }
  const existing = await find()
  if (existing !== null) return requireOwn(existing)
  requireDealsUntil(dealsUntil * 1_000, now)
  await prisma.$transaction(async (transaction) => {
    // It is one row, so of two requests at once the second waits here, and counts what the first added.
    await takeSpaceTurn({ transaction, space, issuedAt: authorization.issuedAt })
    const count = await transaction.keyGeneration.count({ where: { spaceId } })
    if (count >= limit) throw new LimitReachedError({ of: 'key generations of a space', limit })
    await transaction.keyGeneration.createMany({
      data: {
        session,
        spaceId,
        invitation: encodeContent(invitation),
        dealsUntil: new Date(dealsUntil * 1_000),
        createdAt: new Date(now),
      },
      // Another space may have opened it just now.
      skipDuplicates: true,
    })
  })
  const row = await find()
  return row === null ? session : requireOwn(row)
}

function requireDealsUntil(dealsUntil: number, now: number): void {
  if (dealsUntil > now && dealsUntil - now <= LONGEST) return
  const reason = 'must be in the future, and no more than 60 days away'
  throw new RequestMalformedError({ path: 'dealsUntil', reason })
}
