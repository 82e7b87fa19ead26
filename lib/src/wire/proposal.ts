import * as z from 'zod'
import { wireCursor } from './page.ts'
import { wireAddress, wireHash, wireTimestamp, wireUint } from './scalars.ts'

/** One line of a proposal, as its metadata describes it. */
export const wireOptionMetadata = z.strictObject({
  title: z.string().min(1).max(200),
  description: z.string().max(5_000).optional(),
})

/** A proposal's title: one line, because a blank line ends it in the on-chain description. */
export const wireProposalTitle = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[^\r\n]*$/, 'must be one line')

/** What a proposal is about, in a word or two by which proposals are found: such as `grants`. */
export const wireProposalTag = z
  .string()
  .regex(/^[\p{Ll}\p{Lo}\p{N}]+(-[\p{Ll}\p{Lo}\p{N}]+)*$/u, 'must be lower-case words with hyphens')
  .max(32)

/**
 * What people read before they vote. Its canonical JSON (RFC 8785) is hashed into the CID that the on-chain
 * description carries, so every field, and the order of the options, is bound on-chain.
 */
export const wireProposalMetadata = z.strictObject({
  version: z.literal(1),
  title: wireProposalTitle,
  body: z.string().max(50_000),
  options: z.array(wireOptionMetadata).min(1).max(128),
  discussion: z
    .url({ protocol: /^https?$/ })
    .max(2_000)
    .optional(),
  tags: z.array(wireProposalTag).max(8).optional(),
})

/** What `POST /api/v1/metadata` answers. */
export const wireStoredMetadata = z.strictObject({ cid: z.string().max(100) })

/** What `GET /api/v1/metadata/:cid` answers. */
export const wireMetadataDocument = z.strictObject({
  cid: z.string().max(100),
  metadata: wireProposalMetadata,
})

/** The states of OpenZeppelin's Governor, in its order. */
export const proposalStates = [
  'pending',
  'active',
  'canceled',
  'defeated',
  'succeeded',
  'queued',
  'expired',
  'executed',
] as const

/** One call that runs if its option passes. */
export const wireCall = z.strictObject({
  option: z.number().int().min(0).max(127),
  target: wireAddress,
  value: wireUint,
  calldata: z.string().regex(/^0x([0-9a-f]{2})*$/),
})

/** What one option has gathered. */
export const wireOptionTally = z.strictObject({
  votesFor: wireUint,
  votesAgainst: wireUint,
  creditsSpent: wireUint,
})

/** A proposal with its state and its settled tally. */
export const wireProposal = z.strictObject({
  id: wireUint,
  space: z.string(),
  cid: z.string(),
  /** Null while the server has not been given the metadata that hashes to `cid`. */
  metadata: wireProposalMetadata.nullable(),
  description: z.string(),
  proposer: wireAddress,
  voiceCredits: z.number().int().min(1).max(65_535),
  /** The most options that may pass; 0 = no limit. */
  maxWinners: z.number().int().min(0).max(128),
  optionCount: z.number().int().min(1).max(128),
  calls: z.array(wireCall),
  /** The committee whose trustees decrypt its totals; null where ballots are open. */
  committee: wireHash.nullable(),
  /** The timepoint (seconds) of the group that may vote: `proposalSnapshot`. */
  snapshot: wireTimestamp,
  deadline: wireTimestamp,
  state: z.enum(proposalStates),
  /** When it may be executed; null until it is queued. */
  executableAt: wireTimestamp.nullable(),
  /** The group at the snapshot; null until the chain has passed it. */
  electorate: z
    .strictObject({
      root: wireUint,
      size: z.number().int().nonnegative(),
      proofDepth: z.number().int().min(1).max(32),
    })
    .nullable(),
  /** What the governor has counted on-chain. */
  settled: z.strictObject({
    ballots: z.number().int().nonnegative(),
    options: z.array(wireOptionTally),
    /** Which options would pass, were voting to end now. */
    passing: z.array(z.boolean()),
    quorum: z.number().int().nonnegative(),
  }),
  /** From how many people there is a ballot, settled or not; what the server receives is told by the minute. */
  received: z.number().int().nonnegative(),
})

/** What `GET /api/v1/spaces/:space/proposals` answers; `next` is absent on the last page. */
export const wireProposalList = z.strictObject({
  proposals: z.array(wireProposal),
  next: wireCursor.optional(),
})

/**
 * The orders of a list of proposals: by publication, latest first; those that have not closed, the
 * first to close first; by how many ballots count, most first.
 */
export const proposalOrders = ['newest', 'closing', 'ballots'] as const

/** A proposal's metadata. */
export type ProposalMetadata = z.output<typeof wireProposalMetadata>
/** A state of OpenZeppelin's Governor. */
export type ProposalState = (typeof proposalStates)[number]
/** A proposal as it travels on the wire. */
export type WireProposal = z.output<typeof wireProposal>
/** A page of proposals. */
export type WireProposalList = z.output<typeof wireProposalList>
/** An order of a list of proposals. */
export type ProposalOrder = (typeof proposalOrders)[number]
