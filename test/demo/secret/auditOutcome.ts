import { auditProposal } from '@psephos/lib'
import type { Election } from '../Election.ts'
import type { OptionReport } from '../ElectionReport.ts'
import type { Execution } from '../executeProposal.ts'
import type { PublishedProposal } from '../publishProposal.ts'

/** An audit of an election. */
export interface Audit {
  readonly verdict: string
  /** Whether what it recomputed gives what the contract says. */
  readonly matches: boolean
  readonly options: readonly OptionReport[]
}

/** Audits a proposal from the chain alone, and compares what it recomputed with the contract's own tally. */
export async function auditOutcome(
  { chain, governor, space, checks }: Election,
  proposal: PublishedProposal,
  { passing, paid }: Execution,
): Promise<Audit> {
  const report = await auditProposal({
    provider: chain,
    governor: space.governor,
    proposalId: proposal.id,
    fromBlock: space.deploymentBlock,
    metadata: proposal.metadata,
  })
  for (const { name, verdict, summary } of report.checks)
    checks.expect(verdict === 'confirmed', `the audit's check ${name} is ${verdict}: ${summary}`)
  const { voters, options } = await governor.proposalTally(proposal.id)
  const matches =
    BigInt(report.tally.voters) === voters &&
    report.tally.options.every(
      (option, index) =>
        option.votesFor === options[index]?.votesFor &&
        option.votesAgainst === options[index]?.votesAgainst &&
        option.passes === passing[index],
    )
  checks.expect(matches, "the audit gives the contract's tally")
  return {
    verdict: report.verdict,
    matches,
    options: report.tally.options.map((option, index) => ({
      title: proposal.metadata.options[index]?.title ?? '',
      votesFor: String(option.votesFor),
      votesAgainst: String(option.votesAgainst),
      creditsSpent: 'secret',
      passed: passing[index] === true,
      paid: paid.find((each) => each.option === index)?.ether ?? '0',
    })),
  }
}
