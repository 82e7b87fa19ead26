import {
  encodeProposalMetadata,
  MetadataUnknownError,
  type ProposalMetadata,
  parseProposalMetadata,
} from '@psephos/lib'
import type { PrismaClient } from '../generated/prisma/client.ts'

/** Stores metadata under its CID and returns that. Storing the same again changes nothing. */
export async function storeMetadata(
  prisma: PrismaClient,
  metadata: ProposalMetadata,
): Promise<string> {
  const { cid, bytes } = encodeProposalMetadata(metadata)
  const document = new TextDecoder().decode(bytes)
  await prisma.metadata.upsert({ where: { cid }, create: { cid, document }, update: {} })
  return cid
}

/** @throws {@link MetadataUnknownError} when this server has none under that CID. */
export async function readMetadata(prisma: PrismaClient, cid: string): Promise<ProposalMetadata> {
  const row = await prisma.metadata.findUnique({ where: { cid } })
  if (row === null) throw new MetadataUnknownError({ cid })
  return parseProposalMetadata(JSON.parse(row.document))
}
