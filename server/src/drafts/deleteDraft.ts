import { DraftUnknownError } from '@psephos/lib'
import type { PrismaClient } from '../generated/prisma/client.ts'
import { hashDraftToken } from './draftToken.ts'

/** What {@link deleteDraft} takes. */
export interface DeleteDraftParameters {
  readonly prisma: PrismaClient
  readonly id: string
  readonly token: string
}

/** @throws {@link DraftUnknownError} when there is no such draft of that token. */
export async function deleteDraft({ prisma, id, token }: DeleteDraftParameters): Promise<void> {
  const { count } = await prisma.draft.deleteMany({
    where: { id, tokenHash: hashDraftToken(token) },
  })
  if (count === 0) throw new DraftUnknownError()
}
