import type { AuditCheck, AuditReport, AuditVerdict } from './AuditReport.ts'
import { checkBallots } from './checks/checkBallots.ts'
import { type CheckChainParameters, checkChain } from './checks/checkChain.ts'
import { checkExecution } from './checks/checkExecution.ts'
import { type CheckGroupParameters, checkGroup } from './checks/checkGroup.ts'
import { checkMetadata } from './checks/checkMetadata.ts'
import { checkOutcome, recount } from './checks/checkOutcome.ts'
import { type CheckProofsParameters, checkProofs } from './checks/checkProofs.ts'
import { checkProposal } from './checks/checkProposal.ts'
import { checkRevisions } from './checks/checkRevisions.ts'

/** What {@link checkElection} takes. */
export interface CheckElectionParameters
  extends CheckChainParameters,
    CheckGroupParameters,
    CheckProofsParameters {}

/** Recomputes an election and reports what of it is so. Never throws for a bad one. */
export async function checkElection(parameters: CheckElectionParameters): Promise<AuditReport> {
  const { election } = parameters
  const tally = recount(election)
  const checks = [
    checkChain(parameters),
    checkProposal(election),
    checkMetadata(election),
    checkGroup(election, parameters),
    ...checkRevisions(election),
    ...(await checkProofs(election, parameters)),
    ...checkBallots(election),
    ...checkOutcome(election, tally),
    checkExecution(election, tally),
  ]
  return {
    verdict: judge(checks),
    chainId: election.chainId,
    governor: election.governor,
    proposalId: election.proposal.id,
    block: election.block,
    checks,
    tally,
  }
}

function judge(checks: readonly AuditCheck[]): AuditVerdict {
  const verdicts = new Set(checks.map(({ verdict }) => verdict))
  if (verdicts.has('refuted')) return 'refuted'
  return verdicts.has('incomplete') ? 'incomplete' : 'confirmed'
}
