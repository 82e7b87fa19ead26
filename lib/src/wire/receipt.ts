import * as z from 'zod'
import { wireBallotStatus } from './ballot.ts'
import { wireAddress, wireTimestamp, wireUint } from './scalars.ts'

/** A relay's word that it has stored a ballot, with the EIP-712 signature that holds it to that. */
export const wireReceipt = z.strictObject({
  /** The EIP-155 id of the governor's chain. */
  chainId: z.number().int().positive(),
  governor: wireAddress,
  proposal: wireUint,
  nullifier: wireUint,
  /** The hash of revision and votes that the ballot's proof carries; of a secret ballot, of revision and points. */
  message: wireUint,
  revision: z.number().int().min(0).max(65_535),
  /** The minute in which it was stored: a finer time would help who watches the network. */
  receivedAt: wireTimestamp,
  /** 65 bytes: r, s, v. */
  signature: z.string().regex(/^0x[0-9a-f]{130}$/, 'must be a signature of 65 bytes'),
})

/** What `POST /api/v1/proposals/:id/ballots` answers (202): where the ballot stands, and its receipt. */
export const wireCastBallot = wireBallotStatus.extend({ receipt: wireReceipt })

/** What `GET /api/v1/relay` answers: whose signature a receipt of this server must have. */
export const wireRelay = z.strictObject({ address: wireAddress })

/** A receipt as it travels on the wire. */
export type WireReceipt = z.output<typeof wireReceipt>
/** The answer to a ballot as it travels on the wire. */
export type WireCastBallot = z.output<typeof wireCastBallot>
/** A relay as it travels on the wire. */
export type WireRelay = z.output<typeof wireRelay>
