import * as z from 'zod'
import { wireHash, wireTimestamp, wireUint } from '../wire/scalars.ts'

/** The most members and ballot events that an archive holds; its text would outgrow what a program can hold. */
export const MAX_ARCHIVE_ENTRIES = 2 ** 20

/** An address in lower case. */
export const address = z.string().regex(/^0x[0-9a-f]{40}$/, 'must be an address in lower case')
/** The number of a block. */
export const blockNumber = z.number().int().nonnegative()
/** The revision of a ballot. */
export const revision = z.number().int().min(0).max(65_535)
/** How many of something. */
export const count = z.number().int().nonnegative()
/** Where on the chain something happened. */
export const place = z.strictObject({ block: blockNumber, transaction: wireHash })
/** A block of the chain. */
export const block = z.strictObject({
  number: blockNumber,
  hash: wireHash,
  timestamp: wireTimestamp,
})
/** The points of a Groth16 proof, as the contracts take them. */
export const points = z.tuple([
  wireUint,
  wireUint,
  wireUint,
  wireUint,
  wireUint,
  wireUint,
  wireUint,
  wireUint,
])
/** What every ballot has that was counted. */
export const countedBallot = place.extend({
  logIndex: count,
  nullifier: wireUint,
  revision,
  /** Which revision it took the place of; null for a person's first. */
  replacedRevision: revision.nullable(),
})

/** Where on the chain something happened. */
export type Place = z.output<typeof place>
