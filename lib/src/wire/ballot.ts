import * as z from 'zod'
import { errorCodes } from '../errors/PsephosError.ts'
import { wireHash, wireTimestamp, wireUint } from './scalars.ts'

/** A Semaphore v4 proof, exactly as `@semaphore-protocol/core` makes it, its numbers as decimal strings. */
export const wireSemaphoreProof = z.strictObject({
  merkleTreeDepth: z.number().int().min(1).max(32),
  merkleTreeRoot: wireUint,
  nullifier: wireUint,
  message: wireUint,
  scope: wireUint,
  points: z.tuple([wireUint, wireUint, wireUint, wireUint, wireUint, wireUint, wireUint, wireUint]),
})

/** What `POST /api/v1/proposals/:id/ballots` takes. */
export const wireBallot = z.strictObject({
  revision: z.number().int().min(0).max(65_535),
  votes: z.array(z.number().int().min(-32_768).max(32_767)).min(1).max(128),
  proof: wireSemaphoreProof,
})

/**
 * Where a ballot stands: held by the server, in a transaction, counted, replaced by a later one of
 * the same person, or never to be counted.
 */
export const ballotStatuses = ['received', 'settling', 'counted', 'replaced', 'refused'] as const

/** What `GET …/ballots/:nullifier` answers. */
export const wireBallotStatus = z.strictObject({
  proposal: wireUint,
  nullifier: wireUint,
  revision: z.number().int().min(0).max(65_535),
  status: z.enum(ballotStatuses),
  /** Null for a ballot that was cast without this server, or replaced. */
  receivedAt: wireTimestamp.nullable(),
  /** The transaction that carries or brought it, if there is one. */
  transaction: wireHash.nullable(),
  /** Why it is refused: `VOTING_NOT_OPEN` when voting ended before it was counted; else null. */
  refusal: z.enum(errorCodes).nullable(),
  /** The latest revision that came from the same person, if it is higher than this one's. */
  replacedBy: z.number().int().min(1).max(65_535).nullable(),
})

/** A ballot as it travels on the wire. */
export type WireBallot = z.output<typeof wireBallot>
/** Where a ballot stands, as it travels on the wire. */
export type WireBallotStatus = z.output<typeof wireBallotStatus>
/** Where a ballot stands. */
export type BallotStatus = (typeof ballotStatuses)[number]
