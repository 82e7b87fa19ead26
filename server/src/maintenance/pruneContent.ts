import type { PrismaClient } from '../generated/prisma/client.ts'
import { keepReferenced } from '../proposals/storeMetadata.ts'

/**
 * Deletes what is kept for a time only: drafts whose time is over, metadata that no proposal has
 * referred to for 14 days, deliveries that were done with 30 days ago, and key generations that were opened 90 days ago
 * and of which too few trustees have confirmed one committee.
 */
export async function pruneContent({ prisma }: { readonly prisma: PrismaClient }): Promise<void> {
  await keepReferenced(prisma)
  await prisma.$executeRaw`
    DELETE FROM "Metadata" WHERE NOT "referenced" AND "createdAt" < now() - interval '14 days'`
  await prisma.$executeRaw`DELETE FROM "Draft" WHERE "expiresAt" < now()`
  await prisma.$executeRaw`
    DELETE FROM "WebhookDelivery"
    WHERE "dueAt" IS NULL AND "createdAt" < now() - interval '30 days'`
  await prisma.$executeRaw`
    DELETE FROM "KeyGeneration" AS k
    WHERE k."createdAt" < now() - interval '90 days' AND NOT EXISTS (
      SELECT 1 FROM "KeyGenerationMessage" AS m
      WHERE m."session" = k."session" AND m."kind" = 'confirmation'
      GROUP BY m."about" HAVING count(*) >= (k."invitation"::json->>'threshold')::int)`
}
