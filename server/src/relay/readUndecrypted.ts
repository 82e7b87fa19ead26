import type {
  DecryptionShare,
  PrismaClient,
  Proposal,
  ReceivedShare,
} from '../generated/prisma/client.ts'

/** A secret proposal whose voting is over and whose totals are not known, as far as is indexed. */
export interface Undecrypted {
  readonly proposal: Proposal
  readonly isClosed: boolean
  /** Those that the chain has, by position. */
  readonly shares: readonly DecryptionShare[]
  /** Those that trustees brought here and that the chain does not have. */
  readonly waiting: readonly ReceivedShare[]
  /** The same as long as nothing of this changes. */
  readonly signature: string
}

/** What {@link readUndecrypted} takes. */
export interface ReadUndecryptedParameters {
  readonly prisma: PrismaClient
  readonly space: { readonly id: string }
  /** The chain's time, in seconds. */
  readonly chainNow: number
}

/** Returns the secret proposals of a space that await their totals. */
export async function readUndecrypted({
  prisma,
  space: { id: spaceId },
  chainNow,
}: ReadUndecryptedParameters): Promise<Undecrypted[]> {
  const rows = await prisma.proposal.findMany({
    where: {
      spaceId,
      committee: { not: null },
      deadline: { lt: chainNow },
      steps: { none: { step: { in: ['revealed', 'canceled'] } } },
    },
    include: {
      steps: { where: { step: 'closed' }, orderBy: [{ block: 'asc' }, { logIndex: 'asc' }] },
      shares: { orderBy: { position: 'asc' } },
    },
  })
  if (rows.length === 0) return []
  const received = await prisma.receivedShare.findMany({
    where: { spaceId, proposalId: { in: rows.map(({ id }) => id) } },
    orderBy: { position: 'asc' },
  })
  return rows.map(({ steps, shares, ...proposal }) => {
    const known = new Set(shares.map(({ position }) => position))
    const waiting = received.filter(
      ({ proposalId, position }) => proposalId === proposal.id && !known.has(position),
    )
    const signature = JSON.stringify([
      steps.map(({ block, transaction }) => [block, transaction]),
      shares.map(({ position, block, transaction }) => [position, block, transaction]),
      waiting.map(({ position, points }) => [position, points]),
    ])
    return { proposal, isClosed: steps.length > 0, shares, waiting, signature }
  })
}
