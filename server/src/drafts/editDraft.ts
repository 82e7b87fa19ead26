import {
  DraftOutdatedError,
  encodeProposalMetadata,
  type WireDraft,
  type WireDraftEditBody,
} from '@psephos/lib'
import type { PrismaClient } from '../generated/prisma/client.ts'
import { DRAFT_LIFETIME } from './draftLifetime.ts'
import { hashDraftToken } from './draftToken.ts'
import { readDraft } from './readDraft.ts'

/** What {@link editDraft} takes. */
export interface EditDraftParameters {
  readonly prisma: PrismaClient
  readonly id: string
  readonly token: string
  readonly body: WireDraftEditBody
}

/**
 * Writes another text, which has another CID, in the place of one revision of a draft.
 * @throws {@link DraftOutdatedError} when another edit came in between.
 * @throws {@link DraftUnknownError} when there is no such draft of that token.
 * @throws {@link MetadataMalformedError} when the text has no canonical form.
 */
export async function editDraft({
  prisma,
  id,
  token,
  body: { metadata, plan, shared, revision },
}: EditDraftParameters): Promise<WireDraft> {
  const { cid, bytes } = encodeProposalMetadata(metadata)
  const now = new Date()
  // One statement, so that of two edits of the same revision one is refused.
  const { count } = await prisma.draft.updateMany({
    where: { id, tokenHash: hashDraftToken(token), revision, expiresAt: { gt: now } },
    data: {
      document: new TextDecoder().decode(bytes),
      plan: plan === undefined ? null : JSON.stringify(plan),
      cid,
      shared,
      revision: { increment: 1 },
      updatedAt: now,
      expiresAt: new Date(now.getTime() + DRAFT_LIFETIME),
    },
  })
  const draft = await readDraft({ prisma, id, token })
  if (count === 0) throw new DraftOutdatedError({ revision, heldRevision: draft.revision })
  return draft
}
