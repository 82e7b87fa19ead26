import {
  encodeProposalMetadata,
  MetadataUnknownError,
  type ProposalMetadata,
  parseProposalMetadata,
} from '@psephos/lib'
import type { PrismaClient } from '../generated/prisma/client.ts'

/** How much is kept of what no proposal refers to. */
export interface UnreferencedLimits {
  readonly documents: number
  readonly bytes: number
}

const LIMITS: UnreferencedLimits = { documents: 5_000, bytes: 64 * 1024 * 1024 }

/**
 * Stores metadata under its CID and returns that. What a proposal on-chain refers to is kept for
 * ever. Of the rest the newest is kept: what comes beyond the limits pushes the oldest out, so that
 * nobody can fill the disk, nor keep others from storing what they are about to propose. What was
 * pushed out can be stored again, before its proposal is there and after.
 */
export async function storeMetadata(
  prisma: PrismaClient,
  metadata: ProposalMetadata,
  limits = LIMITS,
): Promise<string> {
  const { cid, bytes } = encodeProposalMetadata(metadata)
  const document = new TextDecoder().decode(bytes)
  const words = `${metadata.title} ${metadata.body}`.replaceAll('\0', ' ')
  const stored = await prisma.$executeRaw`
    INSERT INTO "Metadata" ("cid", "document", "tags", "search", "referenced")
    VALUES (${cid}, ${document}, ${metadata.tags ?? []}, to_tsvector('simple', ${words}),
      EXISTS (SELECT 1 FROM "Proposal" WHERE "cid" = ${cid}))
    ON CONFLICT ("cid") DO UPDATE SET
      "createdAt" = now(), "referenced" = EXCLUDED."referenced"
    WHERE NOT "Metadata"."referenced"`
  if (stored > 0) await dropUnreferenced(prisma, limits)
  return cid
}

/** @throws {@link MetadataUnknownError} when this server has none under that CID. */
export async function readMetadata(prisma: PrismaClient, cid: string): Promise<ProposalMetadata> {
  const row = await prisma.metadata.findUnique({ where: { cid }, select: { document: true } })
  if (row === null) throw new MetadataUnknownError({ cid })
  return parseProposalMetadata(JSON.parse(row.document))
}

async function dropUnreferenced(
  prisma: PrismaClient,
  { documents, bytes }: UnreferencedLimits,
): Promise<void> {
  await keepReferenced(prisma)
  await prisma.$executeRaw`
    DELETE FROM "Metadata" WHERE NOT "referenced" AND "cid" IN (
      SELECT "cid" FROM (
        SELECT "cid", row_number() OVER newest_first AS "documents",
          sum(octet_length("document")) OVER newest_first AS "bytes"
        FROM "Metadata" WHERE NOT "referenced"
        WINDOW newest_first AS (ORDER BY "createdAt" DESC, "cid")
      ) AS "unreferenced" WHERE "documents" > ${documents} OR "bytes" > ${bytes}
    )`
}

/** Marks what a proposal refers to, so that it stays even while the chain is indexed anew. */
export async function keepReferenced(prisma: PrismaClient): Promise<void> {
  await prisma.$executeRaw`
    UPDATE "Metadata" SET "referenced" = true
    WHERE NOT "referenced"
      AND EXISTS (SELECT 1 FROM "Proposal" WHERE "Proposal"."cid" = "Metadata"."cid")`
}
