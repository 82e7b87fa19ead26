import * as z from 'zod'
import { wireSemaphoreProof } from './ballot.ts'
import { wirePoint } from './committee.ts'
import { wireUint } from './scalars.ts'

/** A ballot on a secret proposal, with its proof by the circuit `secret-ballot` (docs/secret-ballots.md). */
export const wireSecretBallot = z.strictObject({
  revision: z.number().int().min(0).max(65_535),
  /** The encrypted votes: R, and C of each option. */
  encrypted: z.strictObject({ r: wirePoint, c: z.array(wirePoint).min(1).max(16) }),
  proof: z.strictObject({
    merkleTreeDepth: z.number().int().min(1).max(32),
    merkleTreeRoot: wireUint,
    nullifier: wireUint,
    /** Before Semaphore hashes it to the field. */
    scope: wireUint,
    points: wireSemaphoreProof.shape.points,
  }),
})

/** A ballot on a secret proposal, as it travels on the wire. */
export type WireSecretBallot = z.output<typeof wireSecretBallot>
