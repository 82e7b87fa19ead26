import {
  type WireProposal,
  type WireSpace,
  wireBallot,
  wireHash,
  wireReceipt,
  wireSecretBallot,
  wireUint,
} from '@psephos/lib'
import * as z from 'zod'
import { type AnyBallot, isSecretBallot } from '../secrecy/AnyBallot.ts'
import { createBrowserRecords } from '../storage/browserRecords.ts'

/** More than anybody votes in. */
const MOST_GOVERNORS = 256

/**
 * The last ballot that this browser cast on a proposal: how to find it, and what to change. Of a secret ballot neither votes nor
 * randomness are kept: whoever takes the device, or makes its owner show it, finds nothing that opens the ballot.
 */
const ballotRecord = z.strictObject({
  version: z.literal(1),
  nullifier: wireUint,
  revision: z.number().int().min(0).max(65_535),
  /** Null of a secret ballot. */
  votes: z.array(z.number().int()).min(1).max(128).nullable(),
  /** What everybody sees of a secret ballot, by which its receipt is known; null of an open one. */
  encrypted: wireSecretBallot.shape.encrypted.nullable().default(null),
  /** The relay's signature, checked; null for a ballot that went past the relay. */
  receipt: wireReceipt.nullable().default(null),
  /** The transaction of a ballot that was cast past the relay. */
  transaction: wireHash.nullable().default(null),
})

/** The last ballot that this browser cast on a proposal. */
export type BallotRecord = z.output<typeof ballotRecord>

/** The ballots that this browser has cast, by {@link getBallotName}. */
export const ballotRecords = createBrowserRecords({
  prefix: 'psephos.ballot',
  schema: ballotRecord,
})

/**
 * A ballot with its proof that nobody has answered for yet. It survives a lost connection and a closed
 * tab, so that it need not be proved again. It says no more of anybody than the record of a cast ballot.
 */
const madeBallot = z.strictObject({
  version: z.literal(1),
  ballot: z.union([wireBallot, wireSecretBallot]),
})

/** The ballots that are made and not known to have arrived, by {@link getBallotName}. */
export const madeBallots = createBrowserRecords({
  prefix: 'psephos.made-ballot',
  schema: madeBallot,
})

/**
 * The governors of a group on which this browser has made ballots, by `getIdentityName`: DAOs that share a
 * group share their members' identities, and forgetting one forgets what was voted with it.
 */
export const governorRecords = createBrowserRecords({
  prefix: 'psephos.governors',
  schema: z.array(z.string().regex(/^0x[0-9a-fA-F]{40}$/)).max(MOST_GOVERNORS),
})

/** Remembers on which governor a group's member votes. */
export function noteGovernor(
  { governor }: Pick<WireSpace, 'governor'>,
  identityName: string,
): void {
  const noted = governorRecords.read(identityName) ?? []
  if (noted.includes(governor)) return
  governorRecords.write(identityName, [...noted, governor].slice(-MOST_GOVERNORS))
}

/** Returns what to remember of a ballot. What is not known of its way is null. */
export function createBallotRecord(
  ballot: AnyBallot,
  {
    receipt = null,
    transaction = null,
  }: Partial<Pick<BallotRecord, 'receipt' | 'transaction'>> = {},
): BallotRecord {
  const { revision, proof } = ballot
  const own = isSecretBallot(ballot)
    ? { votes: null, encrypted: ballot.encrypted }
    : { votes: ballot.votes, encrypted: null }
  return { version: 1, nullifier: proof.nullifier, revision, ...own, receipt, transaction }
}

/**
 * Returns the ballot that is made and perhaps did not arrive, or null: what is remembered of one that
 * did, of the same or a higher revision, is past it.
 */
export function findWaitingBallot(
  made: { ballot: AnyBallot } | null,
  record: Pick<BallotRecord, 'revision'> | null,
): AnyBallot | null {
  return made !== null && made.ballot.revision > (record?.revision ?? -1) ? made.ballot : null
}

/** Returns the name of a proposal's ballot: ids are unique within one governor. */
export function getBallotName(
  { chainId, governor }: Pick<WireSpace, 'chainId' | 'governor'>,
  { id }: Pick<WireProposal, 'id'>,
): string {
  return `${chainId}.${governor}.${id}`
}
