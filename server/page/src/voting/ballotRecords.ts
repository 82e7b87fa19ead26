import { type WireProposal, type WireSpace, wireUint } from '@psephos/lib'
import { z } from 'zod'
import { createBrowserRecords } from '../storage/browserRecords.ts'

/** The last ballot that this browser cast on a proposal: how to find it, and what to change. */
const ballotRecord = z.strictObject({
  version: z.literal(1),
  nullifier: wireUint,
  revision: z.number().int().min(0).max(65_535),
  votes: z.array(z.number().int()).min(1).max(128),
})

/** The last ballot that this browser cast on a proposal. */
export type BallotRecord = z.output<typeof ballotRecord>

/** The ballots that this browser has cast, by {@link getBallotName}. */
export const ballotRecords = createBrowserRecords({
  prefix: 'psephos.ballot',
  schema: ballotRecord,
})

/** Returns the name of a proposal's ballot: ids are unique within one governor. */
export function getBallotName(
  { chainId, governor }: Pick<WireSpace, 'chainId' | 'governor'>,
  { id }: Pick<WireProposal, 'id'>,
): string {
  return `${chainId}.${governor}.${id}`
}
