import { SNARK_SCALAR_FIELD } from '../../field/snarkScalarField.ts'
import type { AuditCheck } from '../AuditReport.ts'
import type { Archive } from '../wireArchive.ts'
import {
  type CountedBallot,
  countOf,
  createCheck,
  type Fault,
  listFaults,
  nameBallot,
} from './createCheck.ts'

const nullifiers = createCheck('nullifiers')
const revisions = createCheck('revisions')
const NAMED = 50

/** One ballot counts for each nullifier, and each replacement replaced what counted. */
export function checkRevisions({ ballots }: Archive): [AuditCheck, AuditCheck] {
  // By text: whoever made the archive may have chosen nullifiers that engines hash alike as bigints.
  const held = new Map<string, CountedBallot>()
  const doubled: Fault[] = []
  const unordered: Fault[] = []
  const replaced: CountedBallot[] = []
  for (const ballot of ballots) {
    if (ballot.nullifier >= SNARK_SCALAR_FIELD) {
      doubled.push({ ballot, reason: 'its nullifier is not below the field' })
    }
    const nullifier = ballot.nullifier.toString(16)
    const before = held.get(nullifier)
    if (ballot.replacedRevision === null) {
      if (before !== undefined) doubled.push({ ballot, reason: 'it was counted beside another' })
    } else if (before === undefined) {
      unordered.push({ ballot, reason: 'it replaced a ballot that was never counted' })
    } else if (before.revision !== ballot.replacedRevision) {
      unordered.push({ ballot, reason: `revision ${before.revision} counted when it replaced one` })
    }
    if (before !== undefined) {
      replaced.push(before)
      if (ballot.revision <= before.revision) {
        unordered.push({ ballot, reason: `revision ${before.revision} counted already` })
      }
    }
    held.set(nullifier, ballot)
  }
  return [
    doubled.length > 0
      ? nullifiers.refute(
          `${countOf(doubled.length, 'ballot')} counted that must not, by the nullifier.`,
          listFaults(doubled),
        )
      : nullifiers.confirm(
          `Each of ${countOf(held.size, 'nullifier')} has one ballot that counts.`,
          {
            nullifiers: held.size,
            ballots: ballots.length,
          },
        ),
    unordered.length > 0
      ? revisions.refute(
          `${countOf(unordered.length, 'ballot')} replaced what they must not.`,
          listFaults(unordered),
        )
      : revisions.confirm(`${countOf(replaced.length, 'ballot')} replaced by a later revision.`, {
          replaced: replaced.length,
          ballots: replaced.slice(0, NAMED).map(nameBallot),
        }),
  ]
}
