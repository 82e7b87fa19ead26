import type { SecretBallotBox } from '../generated/index.ts'

/** What {@link readCountedSecretBallots} takes. */
export interface ReadCountedSecretBallotsParameters {
  readonly box: SecretBallotBox
  readonly governor: string
  readonly proposalId: bigint
  /** Whose ballots; everybody's if absent. */
  readonly nullifier?: bigint | undefined
  /** The first block to read, such as that of the proposal. */
  readonly fromBlock: number
}

/** A secret ballot that a ballot box has counted. */
export interface CountedSecretBallot {
  readonly nullifier: bigint
  readonly revision: number
  /** x and y of R, then of C for each option. */
  readonly points: readonly bigint[]
}

/** Returns every ballot that a ballot box has ever counted for a proposal, replaced ones among them, from its events. */
export async function readCountedSecretBallots({
  box,
  governor,
  proposalId,
  nullifier,
  fromBlock,
}: ReadCountedSecretBallotsParameters): Promise<CountedSecretBallot[]> {
  const which = [governor, proposalId, nullifier] as const
  const [cast, replaced] = await Promise.all([
    box.queryFilter(box.filters.SecretBallotCast(...which), fromBlock),
    box.queryFilter(box.filters.SecretBallotReplaced(...which), fromBlock),
  ])
  return [...cast, ...replaced].map(({ args }) => ({
    nullifier: args.nullifier,
    revision: Number(args.revision),
    points: [...args.points],
  }))
}
