import type { WireSpace } from '@psephos/lib'
import type { BlockTag } from 'ethers'
import type { Chain } from '../chain/connectChain.ts'
import type { Ballot } from '../generated/prisma/client.ts'
import type { NewBallot } from './NewBallot.ts'
import { toStoredContractBallot, toStoredSecretBallot } from './toStoredContractBallot.ts'

/** What a contract counts under a nullifier. */
export interface CountedOnChain {
  readonly counted: boolean
  readonly revision: bigint
  /** The first 240 bits of the hash of its revision and words, in hex. */
  readonly digest: string
}

/** The contract that ballots of a proposal are cast with: its governor, or its ballot box. */
export interface BallotTarget {
  /** Says what it counts under a nullifier as of a block. */
  readonly read: (nullifier: string, block: BlockTag) => Promise<CountedOnChain>
  /** Returns the call that casts ballots. */
  readonly encode: (
    ballots: readonly NewBallot[],
  ) => Promise<{ readonly to: string; readonly data: string }>
  /** In how many words of storage it adds ballots up. */
  readonly sums: number
}

/** What {@link findBallotTarget} takes. */
export interface FindBallotTargetParameters {
  readonly chain: Chain
  readonly space: WireSpace
  readonly proposalId: string
  /** A ballot on the proposal, which tells of which kind all are. */
  readonly ballot: Ballot
}

/** Tells whether a ballot is a secret one. */
export function isSecretBallot({ votes }: Pick<Ballot, 'votes'>): boolean {
  return votes.length === 0
}

/**
 * Returns the contract that a proposal's ballots are cast with.
 * @throws Error when ballots are secret and the governor has no box: none was taken then.
 */
export async function findBallotTarget({
  chain,
  space,
  proposalId,
  ballot,
}: FindBallotTargetParameters): Promise<BallotTarget> {
  const governor = chain.governor(space)
  if (!isSecretBallot(ballot)) {
    return {
      read: (nullifier, blockTag) => governor.ballotOf(proposalId, nullifier, { blockTag }),
      encode: (ballots) =>
        governor.castBallots.populateTransaction(proposalId, ballots.map(toStoredContractBallot)),
      sums: ballot.votes.length,
    }
  }
  const found = await chain.box(space)
  if (found === null) throw new Error('A secret ballot is held for a governor without a box.')
  const { box } = found
  return {
    read: (nullifier, blockTag) =>
      box.secretBallotOf(space.governor, proposalId, nullifier, { blockTag }),
    encode: (ballots) =>
      box.castSecretBallots.populateTransaction(
        space.governor,
        proposalId,
        ballots.map(toStoredSecretBallot),
      ),
    sums: ballot.encrypted.length,
  }
}
