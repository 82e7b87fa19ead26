import {
  createProposalDescription,
  parseProposalMetadata,
  type WireDraft,
  wireDraftPlan,
} from '@psephos/lib'
import type { Draft } from '../generated/prisma/client.ts'

/** Returns a draft as it is shown, with what publishing it would put on-chain. */
export function toWireDraft(row: Draft): WireDraft {
  const metadata = parseProposalMetadata(JSON.parse(row.document))
  return {
    id: row.id,
    space: row.spaceId,
    revision: row.revision,
    shared: row.shared,
    metadata,
    ...(row.plan === null ? {} : { plan: wireDraftPlan.parse(JSON.parse(row.plan)) }),
    canonical: row.document,
    cid: row.cid,
    description: createProposalDescription({ title: metadata.title, cid: row.cid }),
    updatedAt: Math.floor(row.updatedAt.getTime() / 1_000),
    expiresAt: Math.floor(row.expiresAt.getTime() / 1_000),
  }
}
