/** What a ballot costs, in credits, and what stays. */
export type BallotSum = { cost: number; left: number; isAbstention: boolean }

/**
 * Adds up what votes cost: each its square.
 * @param votes Null for a field that is empty, which costs nothing.
 */
export function ballotSum(votes: readonly (number | null)[], voiceCredits: number): BallotSum {
  const cost = votes.reduce<number>((sum, vote) => sum + (vote ?? 0) ** 2, 0)
  return { cost, left: voiceCredits - cost, isAbstention: cost === 0 }
}

/** Returns the most votes on one option that the credits which the others leave pay for. */
export function affordableVotes(
  votes: readonly (number | null)[],
  index: number,
  voiceCredits: number,
): number {
  const { left } = ballotSum(votes, voiceCredits)
  return Math.floor(Math.sqrt(Math.max(0, left + (votes[index] ?? 0) ** 2)))
}
