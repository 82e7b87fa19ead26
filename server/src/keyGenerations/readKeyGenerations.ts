import {
  NotFoundError,
  type WireKeyGenerationSummary,
  wireHash,
  wireInvitation,
} from '@psephos/lib'
import type {
  KeyGeneration,
  KeyGenerationMessage,
  Prisma,
  PrismaClient,
} from '../generated/prisma/client.ts'

/** A key generation with all that was said in it, by author and then by time. */
export type StoredKeyGeneration = KeyGeneration & { readonly messages: KeyGenerationMessage[] }

/** As many as a list shows. */
const LIST_SIZE = 100
/** How many confirmations of one trustee are shown, the latest: who complains late changes the committee. */
const CONFIRMATIONS_SHOWN = 4

/** Returns a space's key generations, the latest first. */
export async function listKeyGenerations(
  prisma: PrismaClient,
  space: { readonly id: string },
): Promise<WireKeyGenerationSummary[]> {
  const rows = await prisma.keyGeneration.findMany({
    where: { spaceId: space.id },
    orderBy: [{ createdAt: 'desc' }, { session: 'asc' }],
    take: LIST_SIZE,
  })
  return rows.map(({ session, invitation, dealsUntil }) => {
    const { name, threshold, trustees } = wireInvitation.parse(JSON.parse(invitation))
    return {
      ...{ session, name, threshold },
      trustees: trustees.length,
      dealsUntil: toSeconds(dealsUntil),
    }
  })
}

/** @throws {@link NotFoundError} when there is no such key generation. */
export async function findKeyGeneration(
  prisma: Prisma.TransactionClient,
  session: string,
): Promise<StoredKeyGeneration> {
  const row = wireHash.safeParse(session).success
    ? await prisma.keyGeneration.findUnique({
        where: { session },
        include: {
          messages: {
            orderBy: [{ kind: 'asc' }, { author: 'asc' }, { createdAt: 'asc' }, { about: 'asc' }],
          },
        },
      })
    : null
  if (row === null) {
    throw new NotFoundError({ path: `/api/v1/key-generations/${encodeURIComponent(session)}` })
  }
  return row
}

/** Returns what trustees said, as it travels: what is stored is canonical JSON already. */
export function toWireKeyGeneration(row: StoredKeyGeneration): Readonly<Record<string, unknown>> {
  return {
    space: row.spaceId,
    session: row.session,
    transcript: {
      invitation: JSON.parse(row.invitation),
      deals: readDocuments(row, 'deal'),
      complaints: readDocuments(row, 'complaint'),
    },
    dealsUntil: toSeconds(row.dealsUntil),
    confirmations: row.messages
      .filter(({ kind }) => kind === 'confirmation')
      .filter(({ author }, index, all) => {
        const later = all.slice(index + 1).filter((other) => other.author === author)
        return later.length < CONFIRMATIONS_SHOWN
      })
      .map(({ document }) => JSON.parse(document) as unknown),
  }
}

/** Returns a time as it travels. */
export function toSeconds(date: Date): number {
  return Math.floor(date.getTime() / 1_000)
}

function readDocuments(
  { messages }: StoredKeyGeneration,
  kind: 'deal' | 'complaint',
): readonly unknown[] {
  return messages
    .filter((message) => message.kind === kind)
    .map(({ document }) => JSON.parse(document))
}
