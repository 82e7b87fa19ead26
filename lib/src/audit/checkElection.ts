import type { AuditCheck, AuditReport, AuditVerdict } from './AuditReport.ts'
import { type CheckChainParameters, checkChain } from './checks/checkChain.ts'
import { checkCosts } from './checks/checkCosts.ts'
import { checkExecution } from './checks/checkExecution.ts'
import { type CheckGroupParameters, checkGroup } from './checks/checkGroup.ts'
import { checkMetadata } from './checks/checkMetadata.ts'
import { checkOutcome, recount } from './checks/checkOutcome.ts'
import { type CheckProofsParameters, checkProofs } from './checks/checkProofs.ts'
import { checkProposal } from './checks/checkProposal.ts'
import { checkRevisions } from './checks/checkRevisions.ts'
import {
  type CheckSecretElectionParameters,
  checkSecretElection,
} from './checks/checkSecretElection.ts'
import { checkWindow } from './checks/checkWindow.ts'
import type { Archive, OpenArchive, SecretArchive } from './wireArchive.ts'

/** What {@link checkElection} takes. */
export interface CheckElectionParameters
  extends CheckChainParameters,
    CheckGroupParameters,
    CheckProofsParameters,
    CheckSecretElectionParameters {}

type Checked = Pick<AuditReport, 'checks' | 'tally'>

/** Recomputes an election and reports what of it is so. Never throws for a bad one. */
export async function checkElection(parameters: CheckElectionParameters): Promise<AuditReport> {
  const { election } = parameters
  const { checks, tally } =
    election.version === 1
      ? await checkOpen(election, parameters)
      : await checkSecret(election, parameters)
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

async function checkOpen(
  election: OpenArchive,
  parameters: CheckElectionParameters,
): Promise<Checked> {
  const tally = recount(election)
  const checks = [
    ...checkBeginning(election, parameters),
    checkGroup(election, parameters),
    ...checkRevisions(election),
    ...(await checkProofs(election, parameters)),
    checkCosts(election),
    checkWindow(election),
    ...checkOutcome(election, tally),
    checkExecution(election, tally),
  ]
  return { checks, tally }
}

async function checkSecret(
  election: SecretArchive,
  parameters: CheckElectionParameters,
): Promise<Checked> {
  const secret = await checkSecretElection(election, parameters)
  const checks = [
    ...checkBeginning(election, parameters),
    ...secret.beginning,
    checkGroup(election, parameters),
    ...checkRevisions(election),
    ...secret.ballots,
    checkWindow(election),
    ...secret.decryption,
    ...checkOutcome(election, secret.said),
    checkExecution(election, secret.said),
  ]
  return { checks, tally: secret.found }
}

function checkBeginning(election: Archive, parameters: CheckChainParameters): AuditCheck[] {
  return [checkChain(parameters), checkProposal(election), checkMetadata(election)]
}

function judge(checks: readonly AuditCheck[]): AuditVerdict {
  const verdicts = new Set(checks.map(({ verdict }) => verdict))
  if (verdicts.has('refuted')) return 'refuted'
  return verdicts.has('incomplete') ? 'incomplete' : 'confirmed'
}
