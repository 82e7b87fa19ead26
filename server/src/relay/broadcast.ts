import type { Logger } from 'pino'
import type { PrismaClient, RelayTransaction } from '../generated/prisma/client.ts'
import { classifyRefusal } from './classifyRefusal.ts'

/** Hands signed bytes to a node. */
export type Broadcast = (raw: string) => Promise<void>

/** What {@link broadcast} takes. */
export interface BroadcastParameters {
  readonly prisma: PrismaClient
  readonly logger: Logger
  readonly row: RelayTransaction
  readonly publish: Broadcast
}

/**
 * Hands a transaction that is written down to the node. Whatever comes of it, it goes on from what is
 * written: a refusal is noted, and the next round deals with it; a failure that says nothing is left
 * to the next round as it is.
 */
export async function broadcast({
  prisma,
  logger,
  row,
  publish,
}: BroadcastParameters): Promise<void> {
  const problem = await hand(publish, row.raw, logger)
  if (problem === row.problem) return
  // Taken nonces are noted by who looks at the chain: a node may say so of what it has just mined.
  if (problem === 'NONCE_TAKEN') return
  if (problem !== null) {
    const said = { problem, nonce: row.nonce, transaction: row.hashes.at(-1) }
    logger.warn(said, 'the node does not take a transaction')
  }
  await prisma.relayTransaction.updateMany({
    where: { id: row.id, state: 'PENDING' },
    data: { problem },
  })
}

async function hand(publish: Broadcast, raw: string, logger: Logger): Promise<string | null> {
  try {
    await publish(raw)
    return null
  } catch (error) {
    const refusal = classifyRefusal(error)
    if (refusal === null) logger.warn({ err: error }, 'a transaction could not be broadcast')
    return refusal === 'KNOWN' ? null : (refusal ?? 'UNREACHABLE')
  }
}
