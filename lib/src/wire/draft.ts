import { z } from 'zod'
import { wireProposalMetadata } from './proposal.ts'
import { wireTimestamp } from './scalars.ts'

/** What `POST /api/v1/spaces/:space/drafts` takes. */
export const wireDraftBody = z.strictObject({
  metadata: wireProposalMetadata,
  /** Whether whoever has the draft's address may read it. */
  shared: z.boolean(),
})

/** What `PUT /api/v1/drafts/:draft` takes. */
export const wireDraftEditBody = wireDraftBody.extend({
  /** The revision that was edited: another one in between is not overwritten. */
  revision: z.number().int().nonnegative(),
})

/** A draft, and what publishing it would put on-chain. */
export const wireDraft = z.strictObject({
  id: z.string().max(64),
  space: z.string().max(64),
  /** Counts the edits, from 0. */
  revision: z.number().int().nonnegative(),
  shared: z.boolean(),
  metadata: wireProposalMetadata,
  /** The metadata as canonical JSON (RFC 8785): what `cid` is the hash of. */
  canonical: z.string(),
  cid: z.string().max(100),
  /** The description to propose with, exactly. */
  description: z.string().max(400),
  updatedAt: wireTimestamp,
  /** When it is deleted, unless it is edited before. */
  expiresAt: wireTimestamp,
})

/** What creating a draft answers: the only time that its token is shown. */
export const wireCreatedDraft = wireDraft.extend({
  /** Whoever has it may read, edit and delete the draft. */
  token: z.string().max(64),
})

/** A draft as it travels on the wire. */
export type WireDraft = z.output<typeof wireDraft>
/** A draft with its token. */
export type WireCreatedDraft = z.output<typeof wireCreatedDraft>
/** What creating a draft takes. */
export type WireDraftBody = z.output<typeof wireDraftBody>
/** What editing a draft takes. */
export type WireDraftEditBody = z.output<typeof wireDraftEditBody>
