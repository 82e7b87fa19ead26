import * as z from 'zod'
import { wireCommittee, wireInvitation, wirePoint, wireTrusteePosition } from './committee.ts'
import { wireAddress, wireHash, wireUint } from './scalars.ts'
import { wireSecretBallot } from './secretBallot.ts'

/**
 * How far a secret proposal is: ballots are taken, or will be; voting is over and the sums are to be fixed; trustees' shares are
 * awaited; its totals are known; it was cancelled before they were.
 */
export const secrecyPhases = ['voting', 'closing', 'decrypting', 'revealed', 'canceled'] as const

const count = z.number().int().nonnegative()

/** A committee as the chain knows it: `GET /api/v1/committees/:id`. Its id is the hash of what follows from it. */
export const wireRegisteredCommittee = wireCommittee.omit({ qualified: true })

/** How far the decryption of a secret proposal is, in few words: a part of its results. */
export const wireDecryption = z.strictObject({
  phase: z.enum(secrecyPhases),
  /** How many trustees' shares the chain has. */
  shares: count.max(16),
  /** How many are needed. */
  threshold: wireTrusteePosition,
})

/** What `GET /api/v1/proposals/:id/secrecy` answers: what is decrypted of a secret proposal, by whom, and how far that is. */
export const wireSecrecy = z.strictObject({
  proposal: wireUint,
  phase: z.enum(secrecyPhases),
  /** The ballot box, `SecretBallotBox`. */
  box: wireAddress,
  /** Where its committees are registered, `TrusteeCommittees`. */
  registry: wireAddress,
  committee: z.strictObject({
    id: wireHash,
    threshold: wireTrusteePosition,
    /** In the order of their positions, from 1. */
    trustees: z.array(wireAddress).min(1).max(16),
    /** For how many options it has keys. */
    capacity: wireInvitation.shape.capacity,
  }),
  /** How many people's ballots the box counts. */
  voters: count,
  /** The sums of all counted ballots; null until voting is over and they are fixed, and where nobody voted. */
  sums: wireSecretBallot.shape.encrypted.nullable(),
  /** The shares that trustees brought, by position: those that the chain has, and those on their way to it. */
  shares: z
    .array(
      z.strictObject({
        position: wireTrusteePosition,
        /** The trustee's share of ΣR for each option. */
        points: z.array(wirePoint).min(1).max(16),
        /** The transaction that brought it; null while it is on its way. */
        transaction: wireHash.nullable(),
      }),
    )
    .max(16),
  /** What each option got; null until it is decrypted. */
  totals: z
    .array(z.strictObject({ votesFor: wireUint, votesAgainst: wireUint }))
    .max(16)
    .nullable(),
})

/** How far a secret proposal is. */
export type SecrecyPhase = (typeof secrecyPhases)[number]
/** A committee as the chain knows it. */
export type RegisteredCommittee = z.output<typeof wireRegisteredCommittee>
/** How far the decryption of a secret proposal is. */
export type WireDecryption = z.output<typeof wireDecryption>
/** What is decrypted of a secret proposal, as it travels on the wire. */
export type WireSecrecy = z.output<typeof wireSecrecy>
