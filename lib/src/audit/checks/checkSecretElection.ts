import { type Tally, tallySums } from '../../tally/tallySums.ts'
import type { AuditCheck } from '../AuditReport.ts'
import type { SecretArchive } from '../wireArchive.ts'
import { checkCommittee } from './checkCommittee.ts'
import { checkKeys } from './checkKeys.ts'
import { QUORUM_DENOMINATOR } from './checkOutcome.ts'
import { type CheckSecretProofsParameters, checkSecretProofs } from './checkSecretProofs.ts'
import { type CheckSharesParameters, checkShares } from './checkShares.ts'
import { checkSums, countVoters } from './checkSums.ts'
import { checkTotals } from './checkTotals.ts'
import { splitTotal } from './splitTotal.ts'

/** What {@link checkSecretElection} takes beside the election. */
export interface CheckSecretElectionParameters
  extends CheckSecretProofsParameters,
    CheckSharesParameters {}

/** What is secret about an election, checked. */
export interface CheckedSecretElection {
  /** `committee` and `keys`. */
  readonly beginning: readonly AuditCheck[]
  /** `messages`, `proofs` and `costs`. */
  readonly ballots: readonly AuditCheck[]
  /** `sums`, `shares` and `totals`. */
  readonly decryption: readonly AuditCheck[]
  /** By the totals that are said, to hold against what the governor makes of them; of nobody before there are any. */
  readonly said: Tally
  /** By the totals if they are right; else the number of people, and no votes. */
  readonly found: Tally
}

/** Checks whatever an election has because its ballots are secret. */
export async function checkSecretElection(
  election: SecretArchive,
  parameters: CheckSecretElectionParameters,
): Promise<CheckedSecretElection> {
  const { checks: ballots, holding } = await checkSecretProofs(election, parameters)
  const { signal } = parameters
  const sums = await checkSums(election, { holding, signal })
  const shares = await checkShares(election, parameters)
  const totals = checkTotals(election, [sums, shares])
  const { finalised } = election.secrecy
  const said = tally(election, finalised?.voters ?? 0, finalised?.totals ?? [])
  return {
    beginning: [checkCommittee(election), checkKeys(election)],
    ballots,
    decryption: [sums, shares, totals],
    said,
    found:
      totals.verdict === 'confirmed' ? said : tally(election, countVoters(election.ballots), []),
  }
}

function tally(
  { proposal, members, quorumNumerator }: SecretArchive,
  voters: number,
  totals: readonly bigint[],
): Tally {
  return tallySums({
    voters,
    sums: Array.from({ length: proposal.optionCount }, (_, option) => ({
      ...splitTotal(totals[option] ?? 0n),
      creditsSpent: 0n,
    })),
    groupSize: members.length,
    quorumNumerator,
    quorumDenominator: QUORUM_DENOMINATOR,
    maxWinners: proposal.maxWinners,
  })
}
