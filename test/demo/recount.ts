import { readCountedBallots, tallyBallots } from '@psephos/lib'
import type { Election } from './Election.ts'
import type { OptionReport } from './ElectionReport.ts'
import type { Execution } from './executeProposal.ts'
import type { PublishedProposal } from './publishProposal.ts'

/** A recount of an election. */
export interface Recount {
  /** Whether it gives what the contract says. */
  readonly matches: boolean
  readonly options: readonly OptionReport[]
}

/** Counts the ballots again from the chain's events alone, and compares with the contract's own tally. */
export async function recount(
  { governor, group, checks }: Election,
  proposal: PublishedProposal,
  { passing, paid }: Execution,
): Promise<Recount> {
  const snapshot = await governor.proposalSnapshot(proposal.id)
  const { pastSize } = await group.getPastGroup(snapshot)
  const layout = await governor.proposalLayout(proposal.id)
  const tally = tallyBallots({
    ballots: await readCountedBallots({
      governor,
      proposalId: proposal.id,
      fromBlock: proposal.block,
    }),
    optionCount: Number(layout.optionCount),
    voiceCredits: Number(layout.voiceCredits),
    groupSize: Number(pastSize),
    quorumNumerator: Number(await governor['quorumNumerator(uint256)'](snapshot)),
    quorumDenominator: Number(await governor.quorumDenominator()),
    maxWinners: Number(layout.maxWinners),
  })
  const { voters, options } = await governor.proposalTally(proposal.id)
  const matches =
    BigInt(tally.voters) === voters &&
    tally.options.length === options.length &&
    tally.options.every(
      (option, index) =>
        option.votesFor === options[index]?.votesFor &&
        option.votesAgainst === options[index]?.votesAgainst &&
        option.creditsSpent === options[index]?.creditsSpent &&
        option.passes === passing[index],
    )
  checks.expect(matches, "a recount of the events gives the contract's tally")
  return {
    matches,
    options: tally.options.map((option, index) => ({
      title: proposal.metadata.options[index]?.title ?? '',
      votesFor: String(option.votesFor),
      votesAgainst: String(option.votesAgainst),
      creditsSpent: String(option.creditsSpent),
      passed: passing[index] === true,
      paid: paid.find((each) => each.option === index)?.ether ?? '0',
    })),
  }
}
