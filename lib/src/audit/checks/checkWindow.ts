import type { AuditCheck } from '../AuditReport.ts'
import type { Archive } from '../wireArchive.ts'
import { countOf, createCheck, type Fault, listFaults } from './createCheck.ts'

const { confirm, refute } = createCheck('window')

/** Each ballot was counted while voting was open. */
export function checkWindow({ proposal, ballots, blocks }: Archive): AuditCheck {
  const { snapshot, deadline } = proposal
  const timestamps = new Map(blocks.map(({ number, timestamp }) => [number, timestamp]))
  const late: Fault[] = []
  for (const ballot of ballots) {
    const timestamp = timestamps.get(ballot.block) ?? 0
    if (timestamp <= snapshot || timestamp > deadline) {
      late.push({ ballot, reason: `it was counted at ${timestamp}` })
    }
  }
  return late.length > 0
    ? refute(`${countOf(late.length, 'ballot')} counted while voting was not open.`, {
        snapshot,
        deadline,
        ...listFaults(late),
      })
    : confirm('Every ballot was counted after the snapshot and by the deadline.', {
        snapshot,
        deadline,
      })
}
