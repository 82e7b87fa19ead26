/** What {@link tallySums} takes. */
export type TallySumsParameters = {
  /** How many people voted. */
  voters: number
  /** What each option has gathered. */
  sums: readonly Omit<OptionTally, 'passes'>[]
  /** How many members the group has at the snapshot. */
  groupSize: number
  /**
   * Quorum as a fraction of the group's size: `quorumNumerator / quorumDenominator`, rounded up to
   * whole voters.
   */
  quorumNumerator: number
  quorumDenominator: number
  /** The most options that may pass; 0 = no limit. */
  maxWinners: number
}

/** What one option has gathered. */
export type OptionTally = {
  /** The sum of the positive votes. */
  votesFor: bigint
  /** The sum of the negative votes, without their sign. */
  votesAgainst: bigint
  /** The sum of the squares of all votes; 0 where ballots are secret, for nobody knows it. */
  creditsSpent: bigint
  passes: boolean
}

/** What a proposal has gathered. */
export type Tally = {
  /** How many people voted, abstentions among them. */
  voters: number
  /** How many have to. */
  quorum: number
  quorumReached: boolean
  options: OptionTally[]
  /** Whether at least one option passes. */
  succeeded: boolean
}

/**
 * Returns the tally that follows from what the options have gathered. An option passes when it has more
 * votes for than against, quorum is reached and, where winners are limited to *k*, it is among the *k*
 * with the highest difference (ties: the lower index).
 * @example
 * tallySums({
 *   voters: 1, sums: [{ votesFor: 3n, votesAgainst: 0n, creditsSpent: 9n }],
 *   groupSize: 10, quorumNumerator: 4, quorumDenominator: 100, maxWinners: 0,
 * }).options[0].passes // true
 */
export function tallySums({
  voters,
  sums,
  groupSize,
  quorumNumerator,
  quorumDenominator,
  maxWinners,
}: TallySumsParameters): Tally {
  const quorum = ceilDivide(BigInt(groupSize) * BigInt(quorumNumerator), BigInt(quorumDenominator))
  // A quorum of nobody is reached by nobody: the governor says so too.
  const quorumReached = voters > 0 && voters >= quorum
  const winners = new Set(quorumReached ? findWinners(sums, maxWinners) : [])
  const options = sums.map((sum, option) => ({ ...sum, passes: winners.has(option) }))
  return { voters, quorum, quorumReached, options, succeeded: winners.size > 0 }
}

function findWinners(
  sums: readonly { votesFor: bigint; votesAgainst: bigint }[],
  maxWinners: number,
): number[] {
  const competing = sums
    .map(({ votesFor, votesAgainst }, option) => ({ option, margin: votesFor - votesAgainst }))
    .filter(({ margin }) => margin > 0n)
    .sort((a, b) => (a.margin === b.margin ? a.option - b.option : a.margin > b.margin ? -1 : 1))
    .map(({ option }) => option)
  return maxWinners === 0 ? competing : competing.slice(0, maxWinners)
}

function ceilDivide(dividend: bigint, divisor: bigint): number {
  return Number((dividend + divisor - 1n) / divisor)
}
