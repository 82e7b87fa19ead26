import type { SecretBallotStruct } from '../generated/SecretBallotBox.ts'
import { encodeEncryptedVotes } from '../secret/encodeEncryptedVotes.ts'
import type { WireSecretBallot } from '../wire/secretBallot.ts'

/** A secret ballot in the form that the ballot box takes. */
export type ContractSecretBallot = SecretBallotStruct

/** What {@link toContractSecretBallot} takes. */
export interface ToContractSecretBallotParameters {
  readonly ballot: Pick<WireSecretBallot, 'revision' | 'encrypted'> & {
    readonly proof: Pick<WireSecretBallot['proof'], 'nullifier' | 'points'>
  }
  /** The points of the ballot that the box counts for this nullifier now, as its event tells them; empty if it counts none. */
  readonly replacedPoints: readonly bigint[]
}

/** Returns a ballot in the form that `castSecretBallot` and `castSecretBallots` of the ballot box take. */
export function toContractSecretBallot({
  ballot,
  replacedPoints,
}: ToContractSecretBallotParameters): ContractSecretBallot {
  const [ax, ay, bx1, bx0, by1, by0, cx, cy] = ballot.proof.points
  return {
    nullifier: ballot.proof.nullifier,
    revision: ballot.revision,
    points: encodeEncryptedVotes(ballot.encrypted),
    replacedPoints: [...replacedPoints],
    proof: [ax, ay, bx1, bx0, by1, by0, cx, cy],
  }
}
