import type { Electorate } from '../../contracts/readElectorate.ts'
import type { WireSecretBallot } from '../../wire/secretBallot.ts'
import type { WireReceivedSecretBallot } from '../../wire/secretBallotList.ts'

/** What {@link fromReceivedSecretBallot} takes. */
export interface FromReceivedSecretBallotParameters {
  /** As a server lists and exports it. */
  readonly ballot: WireReceivedSecretBallot
  /** The proposal's. */
  readonly scope: bigint
  readonly electorate: Pick<Electorate, 'root' | 'proofDepth'>
}

/**
 * Returns a secret ballot from a server's list as its voter sent it, with what the list leaves out because
 * it is the same for all of a proposal: for whoever settles what a server holds. Nothing is verified.
 */
export function fromReceivedSecretBallot({
  ballot: { nullifier, revision, encrypted, points },
  scope,
  electorate: { root, proofDepth },
}: FromReceivedSecretBallotParameters): WireSecretBallot {
  return {
    revision,
    encrypted,
    proof: { merkleTreeDepth: proofDepth, merkleTreeRoot: root, nullifier, scope, points },
  }
}
