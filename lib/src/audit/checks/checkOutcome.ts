import { tallyBallots } from '../../tally/tallyBallots.ts'
import type { Tally } from '../../tally/tallySums.ts'
import type { ProposalState } from '../../wire/proposal.ts'
import type { AuditCheck } from '../AuditReport.ts'
import type { Archive, OpenArchive } from '../wireArchive.ts'
import { isCountable } from './checkCosts.ts'
import { awaitsTotals, checkSecretTally } from './checkSecretTally.ts'
import { createCheck } from './createCheck.ts'

const tallyCheck = createCheck('tally')
const quorumCheck = createCheck('quorum')
const optionsCheck = createCheck('options')
const stateCheck = createCheck('state')
/** A governor says so too; it is a constant of the contract. */
export const QUORUM_DENOMINATOR = 10_000

/**
 * Returns what the ballots add up to by the rules. Of a nullifier's ballots the last that may count does;
 * whether their proofs hold is another question.
 */
export function recount({ proposal, ballots, members, quorumNumerator }: OpenArchive): Tally {
  const { optionCount, voiceCredits, maxWinners } = proposal
  return tallyBallots({
    ballots: ballots.filter((ballot) => isCountable(ballot, proposal)),
    optionCount,
    voiceCredits,
    groupSize: members.length,
    quorumNumerator,
    quorumDenominator: QUORUM_DENOMINATOR,
    maxWinners,
  })
}

/** What the governor answers is what follows from a tally: that of the ballots, or of a secret proposal's totals. */
export function checkOutcome(election: Archive, tally: Tally): AuditCheck[] {
  return [
    election.version === 1 ? checkTally(election, tally) : checkSecretTally(election, tally),
    checkQuorum(election, tally),
    checkOptions(election, tally),
    checkState(election, tally),
  ]
}

function checkTally({ outcome }: OpenArchive, tally: Tally): AuditCheck {
  const different = tally.options.flatMap((counted, option) => {
    const said = outcome.options[option]
    const same =
      said?.votesFor === counted.votesFor &&
      said.votesAgainst === counted.votesAgainst &&
      said.creditsSpent === counted.creditsSpent
    if (same) return []
    return [{ option, counted: nameTally(counted), governor: said ? nameTally(said) : null }]
  })
  const facts = { voters: tally.voters, governorVoters: outcome.voters }
  if (
    different.length > 0 ||
    tally.voters !== outcome.voters ||
    outcome.options.length !== tally.options.length
  ) {
    return tallyCheck.refute('The ballots do not add up to what the governor says.', {
      ...facts,
      governorOptions: outcome.options.length,
      options: different,
    })
  }
  return tallyCheck.confirm('The ballots add up to what the governor says.', facts)
}

function nameTally(option: { votesFor: bigint; votesAgainst: bigint; creditsSpent: bigint }) {
  return {
    votesFor: String(option.votesFor),
    votesAgainst: String(option.votesAgainst),
    creditsSpent: String(option.creditsSpent),
  }
}

function checkQuorum(election: Archive, tally: Tally): AuditCheck {
  const { outcome, quorumNumerator } = election
  const facts = {
    quorum: tally.quorum,
    governorQuorum: outcome.quorum,
    voters: tally.voters,
    numerator: quorumNumerator,
    governorNumerator: outcome.quorumNumerator,
    denominator: QUORUM_DENOMINATOR,
    governorDenominator: outcome.quorumDenominator,
  }
  if (
    outcome.quorumNumerator !== quorumNumerator ||
    outcome.quorumDenominator !== QUORUM_DENOMINATOR ||
    outcome.quorum !== tally.quorum
  ) {
    return quorumCheck.refute('The governor asks for another quorum than was set.', facts)
  }
  if (isAwaited(election)) return quorumCheck.confirm(`${tally.quorum} people have to vote.`, facts)
  const reached = tally.quorumReached ? 'and it is reached' : 'and it is not reached'
  return quorumCheck.confirm(`${tally.quorum} people have to vote, ${reached}.`, facts)
}

/** Whether nothing is known yet of what people voted. */
function isAwaited(election: Archive): boolean {
  return election.version === 2 && awaitsTotals(election)
}

function checkOptions(election: Archive, tally: Tally): AuditCheck {
  const { outcome } = election
  const passing = tally.options.map(({ passes }) => passes)
  const name = (flags: readonly boolean[]): number[] =>
    flags.flatMap((passes, option) => (passes ? [option] : []))
  const facts = { passing: name(passing), governorPassing: name(outcome.passing) }
  const isSame = passing.join() === outcome.passing.join()
  if (isSame && isAwaited(election)) {
    return optionsCheck.leave('Which options pass is not known before the totals are.', facts)
  }
  return isSame
    ? optionsCheck.confirm('The options that pass are those that pass by the rules.', facts)
    : optionsCheck.refute('The governor says of other options that they pass.', facts)
}

function checkState(election: Archive, tally: Tally): AuditCheck {
  const { state } = election.outcome
  const expected = expectState(election, tally)
  const facts = { state: expected, governorState: state }
  return state === expected
    ? stateCheck.confirm(`The proposal is ${state}, as follows from the ballots.`, facts)
    : stateCheck.refute(`The governor says ${state}, but ${expected} follows.`, facts)
}

/** As OpenZeppelin's Governor with a timelock reckons it. */
function expectState(election: Archive, tally: Tally): ProposalState {
  const { proposal, lifecycle, execution, block, executor, outcome } = election
  if (lifecycle.executed !== null) return 'executed'
  if (lifecycle.canceled !== null) return 'canceled'
  if (block.timestamp <= proposal.deadline || isAwaited(election)) return 'active'
  if (!tally.succeeded) return 'defeated'
  if (lifecycle.queued === null) return 'succeeded'
  if (executor.kind !== 'timelock') return 'queued'
  if (lifecycle.operationCanceled !== null) return 'canceled'
  // Anybody may have the timelock execute what is queued without asking the governor. Where no passing
  // option has a call, the timelock says nothing of it, and the governor's word stands.
  const ran = (execution.calls ?? []).length > 0
  const silent = !proposal.calls.some(({ option }) => tally.options[option]?.passes)
  return ran || (silent && outcome.state === 'executed') ? 'executed' : 'queued'
}
