import * as z from 'zod'
import { wireSemaphoreProof } from './ballot.ts'
import { ballotListPage } from './ballotList.ts'
import { wireHash, wireUint } from './scalars.ts'
import { wireSecretBallot } from './secretBallot.ts'

const common = {
  nullifier: wireUint,
  revision: wireSecretBallot.shape.revision,
  encrypted: wireSecretBallot.shape.encrypted,
}

/** A secret ballot that the server has, with its proof: whoever reads it can verify it, or cast it, and nobody can open it. */
export const wireReceivedSecretBallot = z.strictObject({
  ...common,
  points: wireSemaphoreProof.shape.points,
})

/** A secret ballot that the ballot box counts, and the transaction that brought it. */
export const wireSettledSecretBallot = z.strictObject({ ...common, transaction: wireHash })

/** What `GET /api/v1/proposals/:id/secret-ballots` answers. */
export const wireSecretBallotList = z.discriminatedUnion('set', [
  ballotListPage('received', wireReceivedSecretBallot),
  ballotListPage('settled', wireSettledSecretBallot),
])

/** A secret ballot that the server has, as it travels on the wire. */
export type WireReceivedSecretBallot = z.output<typeof wireReceivedSecretBallot>
/** A secret ballot that the ballot box counts, as it travels on the wire. */
export type WireSettledSecretBallot = z.output<typeof wireSettledSecretBallot>
/** A page of secret ballots as it travels on the wire. */
export type WireSecretBallotList = z.output<typeof wireSecretBallotList>
