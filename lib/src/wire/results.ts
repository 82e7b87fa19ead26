import * as z from 'zod'
import { proposalStates, wireOptionTally } from './proposal.ts'
import { wireTimestamp, wireUint } from './scalars.ts'
import { wireDecryption } from './secrecy.ts'

/** What some ballots add up to. */
export const wireTally = z.strictObject({
  /** How many people's ballots. */
  voters: z.number().int().nonnegative(),
  /** The part of the electorate that they are, from 0 to 1; 0 while there is no electorate. */
  turnout: z.number().min(0).max(1),
  /** In the options' order. */
  options: z.array(wireOptionTally).max(128),
})

/** What `GET /api/v1/proposals/:id/results` and the events of `…/events` tell. */
export const wireResults = z.strictObject({
  proposal: wireUint,
  state: z.enum(proposalStates),
  /** How many people may vote; null until the chain has passed the snapshot. */
  electorate: z.number().int().nonnegative().nullable(),
  /** How many people must vote for any option to pass; null until the snapshot. */
  quorum: z.number().int().nonnegative().nullable(),
  /**
   * How often the server has indexed something new of the proposal: what it lists of ballots and
   * transactions may differ whenever this does. The chain tells the rest, and may tell it sooner.
   */
  indexed: z.number().int().nonnegative(),
  /** What this server has received, settled or not, before `until`: it is told by the minute. */
  received: wireTally.extend({ until: wireTimestamp }),
  /** What the governor has counted on-chain, whichever way it came. */
  settled: wireTally.extend({
    /** Which options would pass, were voting to end now. */
    passing: z.array(z.boolean()).max(128),
  }),
  /**
   * How far the decryption of a secret proposal is; null where ballots are open. Until it is `revealed` nobody knows what its options
   * have: they are 0 above, and only voters are counted.
   */
  decryption: wireDecryption.nullable(),
})

/** What ballots add up to, as it travels on the wire. */
export type WireTally = z.output<typeof wireTally>
/** A proposal's results as they travel on the wire. */
export type WireResults = z.output<typeof wireResults>
