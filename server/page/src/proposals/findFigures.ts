import type { WireProposal, WireResults } from '@psephos/lib'

/** What a proposal has gathered, as far as it is known. */
export type Figures = {
  /** How many people's ballots the server has; those that went past it are counted as well. */
  received: number
  /** How many of them the chain has not counted yet. */
  waiting: number
  settled: Pick<WireResults['settled'], 'voters' | 'options' | 'passing'>
  /** On all options together, by what is counted. */
  creditsSpent: number
  /** Null until voting has opened. */
  electorate: number | null
  quorum: number | null
}

/**
 * Returns a proposal's figures: of its results where they are known, else of the proposal itself, which
 * is loaded first.
 */
export function findFigures(
  proposal: Pick<WireProposal, 'settled' | 'received' | 'electorate'>,
  results: WireResults | null,
): Figures {
  const settled = results?.settled ?? {
    ...proposal.settled,
    voters: proposal.settled.ballots,
  }
  // What is received is told by the minute, what is counted at once.
  const received = Math.max(results?.received.voters ?? proposal.received, settled.voters)
  return {
    received,
    waiting: received - settled.voters,
    settled,
    creditsSpent: settled.options.reduce((sum, each) => sum + Number(each.creditsSpent), 0),
    electorate: results?.electorate ?? proposal.electorate?.size ?? null,
    quorum: results?.quorum ?? (proposal.electorate === null ? null : proposal.settled.quorum),
  }
}
