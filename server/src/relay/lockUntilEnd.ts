import type { Prisma } from '../generated/prisma/client.ts'

/** Waits until nobody else has a lock of this name, and has it until the transaction ends. */
export async function lockUntilEnd(
  transaction: Prisma.TransactionClient,
  name: string,
): Promise<void> {
  await transaction.$executeRaw`
    SELECT pg_advisory_xact_lock(hashtextextended(${`psephos/${name}`}, 0))`
}
