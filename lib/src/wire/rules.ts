import * as z from 'zod'
import { wireAddress, wireHash, wireTimestamp, wireUint } from './scalars.ts'
import { wireSecrecy } from './secrecy.ts'

const seconds = z.number().int().nonnegative()

/** What `GET /api/v1/spaces/:space/rules` answers: by which rules a DAO decides now, as its contracts say. */
export const wireSpaceRules = z.strictObject({
  /** Seconds from a proposal's publication to its snapshot, when voting opens. */
  votingDelay: seconds,
  /** Seconds for which voting is open. */
  votingPeriod: seconds,
  /** Seconds from queueing to execution; null where no timelock executes. */
  executionDelay: seconds.nullable(),
  /** Which share of the people who may vote has to: `numerator` of `denominator`. */
  quorum: z.strictObject({ numerator: seconds, denominator: z.number().int().positive() }),
  /** The budget of a ballot on ordinary proposals; a proposal with options says its own. */
  defaultVoiceCredits: z.number().int().min(1).max(65_535),
  /** How members propose without a name; null where any address may propose. */
  memberProposals: z
    .strictObject({
      /** How many proposals a member may make in an epoch. */
      limit: z.number().int().min(1).max(255),
      /** Seconds that an epoch lasts. */
      epochDuration: z.number().int().positive(),
      /** When the current epoch began. */
      epoch: wireTimestamp,
      /** The group just before, whose members may propose in it; null when nobody was in it. */
      group: z
        .strictObject({
          root: wireUint,
          size: z.number().int().positive(),
          proofDepth: z.number().int().min(1).max(32),
        })
        .nullable(),
    })
    .nullable(),
  /** The committee that new proposals may name to be secret; null where none may. */
  secretBallots: z
    .strictObject({
      ...wireSecrecy.shape.committee.shape,
      box: wireAddress,
      id: wireHash,
      /** The option classes, of 2, 4, 8 and 16, that the box takes ballots of. */
      classes: z.array(z.literal([2, 4, 8, 16])).max(4),
      /** Whether anybody can forge ballots for its keys, which are for development. */
      isDevelopment: z.boolean(),
    })
    .nullable(),
})

/** By which rules a DAO decides. */
export type WireSpaceRules = z.output<typeof wireSpaceRules>
