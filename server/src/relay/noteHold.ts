import type { Logger } from 'pino'
import type { PrismaClient } from '../generated/prisma/client.ts'

/** What {@link noteHold} takes. */
export interface NoteHoldParameters {
  readonly prisma: PrismaClient
  readonly logger: Logger
  readonly spaceId: string
  /** Null when it is paid for again. */
  readonly reason: string | null
}

/** Notes why nothing is paid for in a space at present, and says so when it changes. */
export async function noteHold({
  prisma,
  logger,
  spaceId,
  reason,
}: NoteHoldParameters): Promise<void> {
  const where = { spaceId }
  if (reason === null) {
    const { count } = await prisma.relayHold.deleteMany({ where })
    if (count > 0) logger.info({ space: spaceId }, 'the relay pays again')
    return
  }
  const held = await prisma.relayHold.findUnique({ where })
  if (held?.reason === reason) return
  const since = new Date()
  await prisma.relayHold.upsert({
    where,
    create: { spaceId, reason, since },
    update: { reason, since },
  })
  logger.error({ space: spaceId, reason }, 'the relay pays for nothing: what it holds waits')
}
