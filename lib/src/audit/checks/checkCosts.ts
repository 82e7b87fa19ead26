import { ballotCost } from '../../ballot/ballotCost.ts'
import { decodeBallot } from '../../ballot/decodeBallot.ts'
import { PsephosError } from '../../errors/PsephosError.ts'
import type { AuditCheck } from '../AuditReport.ts'
import type { Archive, ArchivedBallot, OpenArchive } from '../wireArchive.ts'
import { countOf, createCheck, type Fault, listFaults } from './createCheck.ts'

const { confirm, refute } = createCheck('costs')

/** Each ballot is well-formed and within its budget. */
export function checkCosts({ proposal, ballots }: OpenArchive): AuditCheck {
  const { optionCount, voiceCredits } = proposal
  const faults: Fault[] = []
  let highest = 0
  for (const ballot of ballots) {
    const cost = costOf(ballot, { optionCount, voiceCredits })
    if (typeof cost === 'string') faults.push({ ballot, reason: cost })
    else highest = Math.max(highest, cost)
  }
  return faults.length > 0
    ? refute(
        `${countOf(faults.length, 'ballot')} counted that no ballot of this proposal can be.`,
        listFaults(faults),
      )
    : confirm(`No ballot costs more than ${voiceCredits} voice credits.`, { voiceCredits, highest })
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
