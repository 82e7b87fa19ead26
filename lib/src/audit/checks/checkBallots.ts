import { ballotCost } from '../../ballot/ballotCost.ts'
import { decodeBallot } from '../../ballot/decodeBallot.ts'
import { PsephosError } from '../../errors/PsephosError.ts'
import type { AuditCheck } from '../AuditReport.ts'
import type { Archive, ArchivedBallot } from '../wireArchive.ts'
import { countOf, createCheck, type Fault, listFaults } from './createCheck.ts'

const costs = createCheck('costs')
const window = createCheck('window')

/** Each ballot is well-formed and within its budget, and was counted while voting was open. */
export function checkBallots({ proposal, ballots, blocks }: Archive): [AuditCheck, AuditCheck] {
  const { optionCount, voiceCredits, snapshot, deadline } = proposal
  const timestamps = new Map(blocks.map(({ number, timestamp }) => [number, timestamp]))
  const faults: Fault[] = []
  const late: Fault[] = []
  let highest = 0
  for (const ballot of ballots) {
    const cost = costOf(ballot, { optionCount, voiceCredits })
    if (typeof cost === 'string') faults.push({ ballot, reason: cost })
    else highest = Math.max(highest, cost)
    const timestamp = timestamps.get(ballot.block) ?? 0
    if (timestamp <= snapshot || timestamp > deadline) {
      late.push({ ballot, reason: `it was counted at ${timestamp}` })
    }
  }
  return [
    faults.length > 0
      ? costs.refute(
          `${countOf(faults.length, 'ballot')} counted that no ballot of this proposal can be.`,
          listFaults(faults),
        )
      : costs.confirm(`No ballot costs more than ${voiceCredits} voice credits.`, {
          voiceCredits,
          highest,
        }),
    late.length > 0
      ? window.refute(`${countOf(late.length, 'ballot')} counted while voting was not open.`, {
          snapshot,
          deadline,
          ...listFaults(late),
        })
      : window.confirm('Every ballot was counted after the snapshot and by the deadline.', {
          snapshot,
          deadline,
        }),
  ]
}

/** Whether the rules let a ballot count, its proof aside. */
export function isCountable(ballot: ArchivedBallot, proposal: Archive['proposal']): boolean {
  return typeof costOf(ballot, proposal) === 'number'
}

/** What a ballot costs, or what is wrong with it. */
function costOf(
  { words }: ArchivedBallot,
  { optionCount, voiceCredits }: Pick<Archive['proposal'], 'optionCount' | 'voiceCredits'>,
): number | string {
  try {
    return ballotCost({ votes: decodeBallot({ words, optionCount }), voiceCredits })
  } catch (error) {
    if (error instanceof PsephosError) return error.message
    throw error
  }
}
