import * as z from 'zod'
import { wireSemaphoreProof } from './ballot.ts'
import { wirePoint } from './committee.ts'

/** A trustee's share of a decryption, with its proof by the circuit `decryption-share` (docs/secret-ballots.md). */
export const wireDecryptionShare = z.strictObject({
  /** The trustee's position in the committee. */
  position: z.number().int().min(1).max(16),
  /** The trustee's share of ΣR for each option. */
  shares: z.array(wirePoint).min(1).max(16),
  /** A.x, A.y, B.x1, B.x0, B.y1, B.y0, C.x, C.y. */
  proof: wireSemaphoreProof.shape.points,
})

/** A trustee's share of a decryption, as it travels on the wire. */
export type WireDecryptionShare = z.output<typeof wireDecryptionShare>
