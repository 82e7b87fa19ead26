import * as z from 'zod'
import { wireCursor } from './page.ts'
import { wireAddress, wireHash, wireTimestamp } from './scalars.ts'

/**
 * What becomes of a proposal on-chain, in the order in which it may: `closed` and `revealed` are a secret proposal's, whose sums are
 * fixed and then decrypted.
 */
export const proposalSteps = [
  'created',
  'closed',
  'revealed',
  'queued',
  'executed',
  'canceled',
] as const

/** A transaction that did something with a proposal. */
const transaction = z.strictObject({
  transaction: wireHash,
  block: z.number().int().nonnegative(),
  /** The time of its block; null while the node does not have it. */
  at: wireTimestamp.nullable(),
  /** Who sent it; null while the node does not have it. */
  sender: wireAddress.nullable(),
})

/** A transaction that did one of {@link proposalSteps}. */
export const wireProposalStep = transaction.extend({ step: z.enum(proposalSteps) })

/** A transaction that brought ballots. */
export const wireSettlement = transaction.extend({
  /** How many ballots it brought that were counted, those that replaced others included. */
  ballots: z.number().int().positive(),
})

/** What `GET /api/v1/proposals/:id/transactions` answers. */
export const wireProposalTransactions = z.strictObject({
  /** In the chain's order, on every page. */
  steps: z.array(wireProposalStep).max(16),
  /** The latest first. */
  settlements: z.array(wireSettlement).max(100),
  /** How many settlements there are in all. */
  settlementCount: z.number().int().nonnegative(),
  /** The `cursor` of the next page of settlements; absent on the last. */
  next: wireCursor.optional(),
})

/** What becomes of a proposal on-chain. */
export type ProposalStepName = (typeof proposalSteps)[number]
/** A transaction that brought ballots, as it travels on the wire. */
export type WireSettlement = z.output<typeof wireSettlement>
/** A transaction that did one of the {@link proposalSteps}. */
export type WireProposalStep = z.output<typeof wireProposalStep>
/** A proposal's transactions as they travel on the wire. */
export type WireProposalTransactions = z.output<typeof wireProposalTransactions>
