import { encodeBallot } from '../ballot/encodeBallot.ts'
import type { BallotStruct } from '../generated/PersonhoodGovernor.ts'
import type { WireBallot } from '../wire/ballot.ts'

/** A ballot in the form that the governor takes. */
export type ContractBallot = BallotStruct

/** What {@link toContractBallot} takes. */
export interface ToContractBallotParameters {
  readonly ballot: Pick<WireBallot, 'revision' | 'votes'> & {
    readonly proof: Pick<WireBallot['proof'], 'nullifier' | 'points'>
  }
  /** The words of the ballot that the governor counts for this nullifier now; empty if it counts none. */
  readonly replacedWords: readonly bigint[]
}

/** Returns a ballot in the form that `castBallot` and `castBallots` of the governor take. */
export function toContractBallot({
  ballot,
  replacedWords,
}: ToContractBallotParameters): ContractBallot {
  const [ax, ay, bx1, bx0, by1, by0, cx, cy] = ballot.proof.points
  return {
    nullifier: ballot.proof.nullifier,
    revision: ballot.revision,
    words: encodeBallot({ votes: ballot.votes }),
    replacedWords: [...replacedWords],
    proof: [ax, ay, bx1, bx0, by1, by0, cx, cy],
  }
}
