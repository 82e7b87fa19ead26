import type { Electorate } from '../contracts/readElectorate.ts'
import type { WireBallot } from '../wire/ballot.ts'
import type { WireReceivedBallot } from '../wire/ballotList.ts'
import { ballotMessage } from './ballotMessage.ts'
import { encodeBallot } from './encodeBallot.ts'

/** What {@link fromReceivedBallot} takes. */
export interface FromReceivedBallotParameters {
  /** As a server lists and exports it. */
  readonly ballot: WireReceivedBallot
  /** The proposal's. */
  readonly scope: bigint
  readonly electorate: Pick<Electorate, 'root' | 'proofDepth'>
}

/**
 * Returns a ballot from a server's list as its voter sent it, with what the list leaves out because
 * it is the same for all of a proposal: for whoever settles what a server holds. Nothing is verified.
 */
export function fromReceivedBallot({
  ballot: { nullifier, revision, votes, points },
  scope,
  electorate: { root, proofDepth },
}: FromReceivedBallotParameters): WireBallot {
  return {
    revision,
    votes,
    proof: {
      merkleTreeDepth: proofDepth,
      merkleTreeRoot: root,
      nullifier,
      message: ballotMessage({ revision, words: encodeBallot({ votes }) }),
      scope,
      points,
    },
  }
}
