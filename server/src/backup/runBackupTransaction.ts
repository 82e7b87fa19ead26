import type { Prisma, PrismaClient } from '../generated/prisma/client.ts'

/** How long copying a whole database may take, in milliseconds. */
const TIMEOUT = 60 * 60 * 1_000

/**
 * Runs `work` so that it sees the database as it stands at one moment, whatever others write
 * meanwhile, and leaves nothing behind if it fails.
 */
export function runBackupTransaction<Result>(
  prisma: PrismaClient,
  work: (transaction: Prisma.TransactionClient) => Promise<Result>,
): Promise<Result> {
  return prisma.$transaction(work, {
    isolationLevel: 'RepeatableRead',
    timeout: TIMEOUT,
    maxWait: 10_000,
  })
}
