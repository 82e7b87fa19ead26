import { DraftUnknownError, type WireDraft } from '@psephos/lib'
import type { Draft, PrismaClient } from '../generated/prisma/client.ts'
import { hashDraftToken } from './draftToken.ts'
import { toWireDraft } from './toWireDraft.ts'

/** What {@link readDraft} takes. */
export interface ReadDraftParameters {
  readonly prisma: PrismaClient
  readonly id: string
  /** Null for somebody who has only the draft's address. */
  readonly token: string | null
}

/**
 * Returns a draft to whoever has its token, and to anybody if it is shared.
 * @throws {@link DraftUnknownError} when there is none for them: whether there is one for others is
 * not said.
 */
export async function readDraft({ prisma, id, token }: ReadDraftParameters): Promise<WireDraft> {
  const row = await findDraft(prisma, id)
  const isOwn = token !== null && hashDraftToken(token) === row.tokenHash
  if (!(isOwn || (row.shared && token === null))) throw new DraftUnknownError()
  return toWireDraft(row)
}

async function findDraft(prisma: PrismaClient, id: string): Promise<Draft> {
  const isId = /^[\w-]{22}$/.test(id)
  const where = { id, expiresAt: { gt: new Date() } }
  const row = isId ? await prisma.draft.findFirst({ where }) : null
  if (row === null) throw new DraftUnknownError()
  return row
}
