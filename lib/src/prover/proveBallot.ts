import type { WireBallot } from '../wire/ballot.ts'
import type { BallotProofJob, PreparedBallot } from './prepareBallot.ts'
import { type ProveMembershipParameters, proveMembership } from './proveMembership.ts'

/** What {@link proveBallot} takes. */
export type ProveBallotParameters = {
  ballot: PreparedBallot
  load: ProveMembershipParameters['load']
  onProgress?: BallotProofJob['onProgress']
  signal?: BallotProofJob['signal']
}

/** Loads the artifacts and makes the proof, on this thread. */
export async function proveBallot({
  ballot: { votes, revision, ...statement },
  ...rest
}: ProveBallotParameters): Promise<WireBallot> {
  return { revision, votes: [...votes], proof: await proveMembership({ ...statement, ...rest }) }
}
