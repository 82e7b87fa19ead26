import { type Content, encodeContent } from '@psephos/lib'
import type { Prisma, PrismaClient } from '../generated/prisma/client.ts'
import { TRANSACTION_OPTIONS } from '../storage/transactionOptions.ts'
import { findKeyGeneration, type StoredKeyGeneration } from './readKeyGenerations.ts'

/** What {@link storeMessage} takes. */
export interface StoreMessageParameters {
  readonly prisma: PrismaClient
  readonly session: string
  readonly kind: 'deal' | 'complaint' | 'confirmation'
  /** The position of who says it. */
  readonly author: number
  /** Of whom or what, so that it is said once. */
  readonly about: string
  readonly content: Content
  /** Throws when it is not to be stored, among what was said before. */
  readonly requireFit: (row: StoredKeyGeneration) => Promise<void>
  readonly now: number
}

/**
 * Stores what a trustee said, if it fits to what was said before, and returns all of it. What stands there already changes
 * nothing. The key generation's row is held meanwhile: of two messages at once the second is held against the first.
 */
export async function storeMessage({
  prisma,
  session,
  kind,
  author,
  about,
  content,
  requireFit,
  now,
}: StoreMessageParameters): Promise<StoredKeyGeneration> {
  // Whatever takes long is kept in memory from here on, and nothing is held for it.
  const before = await findKeyGeneration(prisma, session)
  const document = encodeContent(content)
  const isSame = (each: StoredKeyGeneration['messages'][number]): boolean =>
    each.kind === kind &&
    each.author === author &&
    each.about === about &&
    each.document === document
  if (before.messages.some(isSame)) return before
  await requireFit(before)
  return prisma.$transaction(async (transaction: Prisma.TransactionClient) => {
    await transaction.$queryRaw`
      SELECT 1 FROM "KeyGeneration" WHERE "session" = ${session} FOR UPDATE`
    const row = await findKeyGeneration(transaction, session)
    if (row.messages.some(isSame)) return row
    await requireFit(row)
    const createdAt = new Date(now)
    await transaction.keyGenerationMessage.create({
      data: { session, kind, author, about, document, createdAt },
    })
    return findKeyGeneration(transaction, session)
  }, TRANSACTION_OPTIONS)
}
