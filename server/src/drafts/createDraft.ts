import { randomBytes } from 'node:crypto'
import {
  encodeProposalMetadata,
  LimitReachedError,
  type WireCreatedDraft,
  type WireDraftBody,
} from '@psephos/lib'
import type { PrismaClient } from '../generated/prisma/client.ts'
import { DRAFT_LIFETIME } from './draftLifetime.ts'
import { createDraftToken, hashDraftToken } from './draftToken.ts'
import { toWireDraft } from './toWireDraft.ts'

/** What {@link createDraft} takes. */
export interface CreateDraftParameters {
  readonly prisma: PrismaClient
  readonly space: { readonly id: string }
  readonly body: WireDraftBody
  /** The most drafts that a space has; 500 if absent. */
  readonly limit?: number
}

/**
 * Keeps a draft and returns it with the token that edits it, of which only a hash is kept.
 * @throws {@link MetadataMalformedError} when it has no canonical form.
 * @throws {@link LimitReachedError} when the space has too many.
 */
export async function createDraft({
  prisma,
  space,
  body: { metadata, plan, shared },
  limit = 500,
}: CreateDraftParameters): Promise<WireCreatedDraft> {
  const { cid, bytes } = encodeProposalMetadata(metadata)
  const token = createDraftToken()
  const now = new Date()
  const row = await prisma.$transaction(async (transaction) => {
    // Held while one is added, so that their number is what was counted.
    await transaction.$executeRaw`
      SELECT pg_advisory_xact_lock(hashtextextended('drafts of ' || ${space.id}, 0))`
    const count = await transaction.draft.count({
      where: { spaceId: space.id, expiresAt: { gt: now } },
    })
    if (count >= limit) throw new LimitReachedError({ of: 'drafts of a space', limit })
    return transaction.draft.create({
      data: {
        id: randomBytes(16).toString('base64url'),
        spaceId: space.id,
        tokenHash: hashDraftToken(token),
        shared,
        document: new TextDecoder().decode(bytes),
        plan: plan === undefined ? null : JSON.stringify(plan),
        cid,
        updatedAt: now,
        expiresAt: new Date(now.getTime() + DRAFT_LIFETIME),
      },
    })
  })
  return { ...toWireDraft(row), token }
}
