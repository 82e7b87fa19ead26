import * as z from 'zod'
import { MAX_SECRET_OPTIONS } from '../secret/optionClass.ts'
import { proposalStates } from '../wire/proposal.ts'
import { wireHash, wireTimestamp, wireUint } from '../wire/scalars.ts'
import {
  address,
  block,
  count,
  countedBallot,
  MAX_ARCHIVE_ENTRIES,
  place,
  points,
} from './archiveFields.ts'
import { secretBallots, secretElection } from './wireSecretElection.ts'

const MAX_CALLS = 10_000
const MAX_BYTES = 1_000_000

const bytes = z
  .string()
  .max(2 + 2 * MAX_BYTES)
  .regex(/^0x([0-9a-f]{2})*$/, 'must be bytes in hex')
const call = z.strictObject({ target: address, value: wireUint, calldata: bytes })

/** What every election has. */
const election = z.strictObject({
  format: z.literal('psephos-archive'),
  chainId: z.number().int().positive(),
  governor: address,
  group: address,
  /** Who executed when the proposal was published. */
  executor: z.strictObject({ kind: z.enum(['timelock', 'safe', 'governor']), address }),
  /** The last block that was read: the archive says how things stood at its end. */
  block,
  /** The proposal as its events tell of it. */
  proposal: place.extend({
    id: wireUint,
    proposer: address,
    calls: z.array(call.extend({ option: z.number().int().min(0).max(255) })).max(MAX_CALLS),
    /** Its bytes: what the proposal's id commits to. */
    description: bytes,
    optionCount: z.number().int().min(1).max(128),
    voiceCredits: z.number().int().min(1).max(65_535),
    maxWinners: z.number().int().min(0).max(128),
    snapshot: wireTimestamp,
    deadline: wireTimestamp,
  }),
  /** The text whose CID the description names; null when nobody gave it. */
  metadata: z.string().max(MAX_BYTES).nullable(),
  /** The commitments at the snapshot, by their place, from the group's events. */
  members: z.array(wireUint).max(MAX_ARCHIVE_ENTRIES),
  /** How many of 10 000 people must vote, from the governor's events up to the snapshot. */
  quorumNumerator: count,
  /** The blocks of the ballots, in their order. */
  blocks: z.array(block).max(MAX_ARCHIVE_ENTRIES),
  /** What became of the proposal, by the events of the governor and its timelock. */
  lifecycle: z.strictObject({
    queued: place.nullable(),
    executed: place.nullable(),
    canceled: place.nullable(),
    /** That the timelock gave up what was queued. */
    operationCanceled: place.nullable(),
  }),
  execution: z.strictObject({
    /** What was scheduled in the proposal's name, by the timelock's ids. */
    operations: z.array(place.extend({ id: wireHash })).max(MAX_CALLS),
    /** The calls that the executor made, in their order; null when that could not be found out. */
    calls: z.array(place.extend(call.shape)).max(MAX_CALLS).nullable(),
  }),
  /** What the governor answers when it is asked. */
  outcome: z.strictObject({
    state: z.enum(proposalStates),
    snapshot: wireTimestamp,
    deadline: wireTimestamp,
    root: wireUint,
    size: count,
    proofDepth: z.number().int().min(1).max(32),
    quorumNumerator: count,
    quorumDenominator: count,
    quorum: count,
    voters: count,
    options: z
      .array(z.strictObject({ votesFor: wireUint, votesAgainst: wireUint, creditsSpent: wireUint }))
      .max(128),
    passing: z.array(z.boolean()).max(128),
  }),
})

/** An election whose ballots are open: version 1. */
const openArchive = election.extend({
  version: z.literal(1),
  /** Every ballot that the governor says it counted, replaced ones among them, in the order of the chain. */
  ballots: z
    .array(
      countedBallot.extend({
        words: z.array(wireUint).min(1).max(8),
        /** What was brought with it; null when it could not be found. */
        proof: z.strictObject({ message: wireUint, points }).nullable(),
      }),
    )
    .max(MAX_ARCHIVE_ENTRIES),
})

/** An election whose ballots are secret: version 2. */
const secretArchive = election.extend({
  version: z.literal(2),
  proposal: election.shape.proposal.extend({
    optionCount: z.number().int().min(1).max(MAX_SECRET_OPTIONS),
  }),
  /** Every ballot that the ballot box says it counted, replaced ones among them, in the order of the chain. */
  ballots: secretBallots,
  secrecy: secretElection,
})

/**
 * An election in one file, as `exportArchive` writes it: canonical JSON (RFC 8785), numbers of 256 bits as
 * decimal strings. The version says whether its ballots are open (1) or secret (2).
 */
export const wireArchive = z.discriminatedUnion('version', [openArchive, secretArchive])

/** An election: what the chain says of it, and what people brought. */
export type Archive = z.output<typeof wireArchive>
/** An election whose ballots are open. */
export type OpenArchive = z.output<typeof openArchive>
/** An election whose ballots are secret. */
export type SecretArchive = z.output<typeof secretArchive>
/** An election as it stands in its file. */
export type WireArchive = z.input<typeof wireArchive>
/** One ballot that the governor counted. */
export type ArchivedBallot = OpenArchive['ballots'][number]
export { MAX_ARCHIVE_ENTRIES, type Place } from './archiveFields.ts'
export type { ArchivedSecretBallot, ArchivedShare, SecretElection } from './wireSecretElection.ts'
