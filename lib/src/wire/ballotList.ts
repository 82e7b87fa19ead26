import * as z from 'zod'
import { wireBallot, wireSemaphoreProof } from './ballot.ts'
import { wireCursor } from './page.ts'
import { wireHash, wireUint } from './scalars.ts'

/** Which of a proposal's ballots are listed: those this server has, or those the governor counts. */
export const ballotSets = ['received', 'settled'] as const

const common = {
  nullifier: wireUint,
  revision: wireBallot.shape.revision,
  votes: wireBallot.shape.votes,
}

/** A ballot that the server has, with its proof: whoever reads it can verify it, or cast it. */
export const wireReceivedBallot = z.strictObject({
  ...common,
  points: wireSemaphoreProof.shape.points,
})

/** A ballot that the governor counts, and the transaction that brought it. */
export const wireSettledBallot = z.strictObject({ ...common, transaction: wireHash })

/** A page of one set of a proposal's ballots. */
export const ballotListPage = <Ballot extends z.core.$ZodType, Name extends string>(
  set: Name,
  ballot: Ballot,
) =>
  z.strictObject({
    set: z.literal(set),
    /** In the order of their nullifiers, which says nothing of who came first. */
    ballots: z.array(ballot).max(1_000),
    /** The `cursor` of the next page; null on the last. */
    next: wireCursor.nullable(),
  })

/** What `GET /api/v1/proposals/:id/ballots` answers. */
export const wireBallotList = z.discriminatedUnion('set', [
  ballotListPage('received', wireReceivedBallot),
  ballotListPage('settled', wireSettledBallot),
])

/** Which of a proposal's ballots are listed. */
export type BallotSet = (typeof ballotSets)[number]
/** A ballot that the server has, as it travels on the wire. */
export type WireReceivedBallot = z.output<typeof wireReceivedBallot>
/** A ballot that the governor counts, as it travels on the wire. */
export type WireSettledBallot = z.output<typeof wireSettledBallot>
/** A page of ballots as it travels on the wire. */
export type WireBallotList = z.output<typeof wireBallotList>
