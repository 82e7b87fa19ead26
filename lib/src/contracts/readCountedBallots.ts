import type { PersonhoodGovernor } from '../generated/index.ts'
import type { TalliedBallot } from '../tally/tallyBallots.ts'

/** What {@link readCountedBallots} takes. */
export interface ReadCountedBallotsParameters {
  readonly governor: PersonhoodGovernor
  readonly proposalId: bigint
  /** The first block to read, such as that of the proposal. */
  readonly fromBlock: number
  /** The last block to read; the latest if absent. */
  readonly toBlock?: number
}

/**
 * Returns every ballot that the governor has ever counted for a proposal, replaced ones among them, from its events
 * alone: what {@link tallyBallots} takes.
 */
export async function readCountedBallots({
  governor,
  proposalId,
  fromBlock,
  toBlock,
}: ReadCountedBallotsParameters): Promise<TalliedBallot[]> {
  const [cast, replaced] = await Promise.all([
    governor.queryFilter(governor.filters.BallotCast(proposalId), fromBlock, toBlock),
    governor.queryFilter(governor.filters.BallotReplaced(proposalId), fromBlock, toBlock),
  ])
  return [...cast, ...replaced].map(({ args }) => ({
    nullifier: args.nullifier,
    revision: Number(args.revision),
    words: [...args.words],
  }))
}
