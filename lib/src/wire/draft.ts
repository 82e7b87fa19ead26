import * as z from 'zod'
import { wireProposalMetadata } from './proposal.ts'
import { wireHash, wireTimestamp } from './scalars.ts'
import { wireText } from './text.ts'

/** A field as it was typed, whether or not it is an address or a number yet. */
const typed = wireText.max(200)

/** A call as its author typed it, complete or not, so that nothing typed is lost. */
export const wireDraftCall = z.discriminatedUnion('kind', [
  /** Pays `amount` of the chain's own currency, in whole units such as `1.5`. */
  z.strictObject({ kind: z.literal('payment'), to: typed, amount: typed }),
  /** Pays `amount` of an ERC-20, in whole units of `decimals` decimals. */
  z.strictObject({
    kind: z.literal('token'),
    token: typed,
    decimals: typed,
    to: typed,
    amount: typed,
  }),
  /** Calls a function of a contract. */
  z.strictObject({
    kind: z.literal('function'),
    target: typed,
    /** What was pasted: an ABI as JSON, or signatures such as `function mint(address to)`. */
    abi: wireText.max(50_000),
    /** Which of its functions, such as `mint(address)`. */
    signature: wireText.max(2_000),
    arguments: z.array(wireText.max(50_000)).max(64),
    /** What it pays, in whole units of the chain's own currency. */
    amount: typed,
  }),
  /** Any call, as bytes in hex. */
  z.strictObject({
    kind: z.literal('raw'),
    target: typed,
    amount: typed,
    calldata: wireText.max(100_000),
  }),
])

/** What a draft would run, and by which numbers it would be decided, as its author typed it. */
export const wireDraftPlan = z.strictObject({
  voiceCredits: typed,
  /** Empty for no limit. */
  maxWinners: typed,
  /** The committee whose trustees are to decrypt its totals; absent where ballots are to be open. */
  committee: wireHash.optional(),
  /** For each option of the metadata, in order, the calls that run if it passes. */
  calls: z.array(z.array(wireDraftCall).max(128)).max(128),
})

/** What `POST /api/v1/spaces/:space/drafts` takes. */
export const wireDraftBody = z.strictObject({
  metadata: wireProposalMetadata,
  plan: wireDraftPlan.optional(),
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
  plan: wireDraftPlan.optional(),
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

/** A call of a draft, as it was typed. */
export type DraftCall = z.output<typeof wireDraftCall>
/** What a draft would run, as it was typed. */
export type DraftPlan = z.output<typeof wireDraftPlan>
/** A draft as it travels on the wire. */
export type WireDraft = z.output<typeof wireDraft>
/** A draft with its token. */
export type WireCreatedDraft = z.output<typeof wireCreatedDraft>
/** What creating a draft takes. */
export type WireDraftBody = z.output<typeof wireDraftBody>
/** What editing a draft takes. */
export type WireDraftEditBody = z.output<typeof wireDraftEditBody>
