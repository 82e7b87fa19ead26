import type { PersonhoodGovernor } from '@psephos/lib'

/** A ballot that a server has said to have. */
export interface TakenBallot {
  readonly proposal: bigint
  readonly nullifier: bigint
}

/** What became of the ballots, on the chain as it is. */
export interface BallotCounts {
  /** Counted by exactly one event, and by the governor's own record. */
  readonly once: number
  readonly lost: number
  /** Counted by more than one event. */
  readonly double: number
  /** In a transaction that was mined although they were counted already: paid for in vain. */
  readonly paidTwice: number
}

/** Asks the chain, and no server, what became of ballots. */
export async function countBallots(
  governor: PersonhoodGovernor,
  taken: readonly TakenBallot[],
): Promise<BallotCounts> {
  const [cast, skipped] = await Promise.all([
    governor.queryFilter(governor.filters.BallotCast()),
    governor.queryFilter(governor.filters.BallotSkipped()),
  ])
  const times = new Map<string, number>()
  for (const { args } of cast) {
    const key = `${args.proposalId}/${args.nullifier}`
    times.set(key, (times.get(key) ?? 0) + 1)
  }
  let [once, lost] = [0, 0]
  for (const { proposal, nullifier } of taken) {
    const { counted } = await governor.ballotOf(proposal, nullifier)
    const count = times.get(`${proposal}/${nullifier}`) ?? 0
    if (counted && count === 1) once += 1
    if (!counted || count === 0) lost += 1
  }
  const double = [...times.values()].filter((count) => count > 1).length
  return { once, lost, double, paidTwice: skipped.length }
}
