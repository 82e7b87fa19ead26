import { hashTimelockOperation } from '../../contracts/hashTimelockOperation.ts'
import type { Tally } from '../../tally/tallySums.ts'
import type { AuditCheck } from '../AuditReport.ts'
import type { Archive } from '../wireArchive.ts'
import { countOf, createCheck } from './createCheck.ts'

const { confirm, refute, leave } = createCheck('execution')

type Call = Pick<Archive['proposal']['calls'][number], 'target' | 'value' | 'calldata'>

/** What ran in the proposal's name is the calls of the passing options, in order, once; or nothing did. */
export function checkExecution(election: Archive, tally: Tally): AuditCheck {
  const { governor, proposal, executor, execution, lifecycle, block } = election
  const over = block.timestamp > proposal.deadline
  const due = proposal.calls.filter(({ option }) => over && tally.options[option]?.passes === true)
  const ran = execution.calls
  const facts = {
    expected: due.map(nameCall),
    executed: ran === null ? null : ran.map(nameCall),
    operations: execution.operations.map(({ id }) => id),
  }
  if (executor.kind === 'timelock') {
    const id = hashTimelockOperation({ governor, proposalId: proposal.id, calls: due })
    const given = execution.operations
    const least = (ran ?? []).length > 0 || lifecycle.queued !== null ? 1 : 0
    const right = given.length <= 1 && given.every((operation) => operation.id === id)
    if (!right || given.length < least || (given.length > 0 && !tally.succeeded)) {
      return refute('The timelock was given other calls than those of the passing options.', {
        ...facts,
        expectedOperation: id,
      })
    }
  }
  const governorExecuted = lifecycle.executed !== null
  if (ran === null) {
    return due.length === 0 && governorExecuted && tally.succeeded
      ? confirm('The options that pass have no calls.', facts)
      : leave('Which calls ran could not be found out: their executor does not say.', facts)
  }
  if (ran.length === 0 && !governorExecuted) return confirm('Nothing was executed.', facts)
  if (!tally.succeeded || !isSame(ran, due)) {
    return refute('Other calls were executed than those of the passing options.', facts)
  }
  return confirm(`${countOf(ran.length, 'call')} executed, those of the passing options.`, facts)
}

function isSame(ran: readonly Call[], due: readonly Call[]): boolean {
  return JSON.stringify(ran.map(nameCall)) === JSON.stringify(due.map(nameCall))
}

function nameCall({ target, value, calldata }: Call) {
  return { target, value: String(value), calldata }
}
