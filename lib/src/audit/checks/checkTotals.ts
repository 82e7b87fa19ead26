import { PsephosError } from '../../errors/PsephosError.ts'
import { BABYJUBJUB_ORDER, ExtendedPoint } from '../../secret/babyJubjub.ts'
import { toCurvePoint, toExtended } from '../../secret/CurvePoint.ts'
import { combineShares } from '../../secret/combineShares.ts'
import { multiply } from '../../secret/pointArithmetic.ts'
import { boundTotals } from '../../secret/totals/boundTotals.ts'
import type { AuditCheck } from '../AuditReport.ts'
import type { SecretArchive, SecretElection } from '../wireArchive.ts'
import { createCheck } from './createCheck.ts'
import { toPoints } from './holdSecretProofs.ts'
import { splitTotal } from './splitTotal.ts'

const { confirm, refute, leave } = createCheck('totals')

/** The totals are what the shares and the sums decrypt to: `on` are the checks of those. */
export function checkTotals(
  { proposal, secrecy }: SecretArchive,
  on: readonly AuditCheck[],
): AuditCheck {
  const { closed, finalised, committee } = secrecy
  if (finalised === null) return leave('The totals are not decrypted yet.')
  const { positions, totals, voters } = finalised
  const facts = { positions, totals: totals.map(String), voters }
  if (closed === null || closed.voters !== voters || totals.length !== proposal.optionCount) {
    return refute('The totals are not those of the sums that were closed.', facts)
  }
  const most = findMost(voters, proposal.voiceCredits)
  const isPossible = totals.every((total) => {
    const { votesFor, votesAgainst } = splitTotal(total)
    return votesFor <= most && votesAgainst <= most
  })
  if (!isPossible) return refute('So many votes cannot be cast by so many people.', facts)
  const threshold = voters === 0 ? 0 : committee.threshold
  const isAscending = positions.every((each, index) => each > (positions[index - 1] ?? 0))
  if (positions.length !== threshold || !isAscending) {
    return refute('Another number of trustees decrypted than it takes.', facts)
  }
  if (voters > 0 && !isDecrypted(secrecy, closed, finalised)) {
    return refute('The totals are not what the shares decrypt the sums to.', facts)
  }
  return on.every(({ verdict }) => verdict === 'confirmed')
    ? confirm('The shares decrypt the sums to these totals.', facts)
    : leave(
        'The shares decrypt the sums to these totals, but one of them could not be checked.',
        facts,
      )
}

/** Whether for each option the sums without the shares are total·G. */
function isDecrypted(
  { shares, committee }: SecretElection,
  closed: NonNullable<SecretElection['closed']>,
  { positions, totals }: NonNullable<SecretElection['finalised']>,
): boolean {
  try {
    const [r, ...c] = toPoints(closed.sums).map(toCurvePoint)
    if (r === undefined) return false
    const used = positions.map((position) => ({
      position,
      points: toPoints(shares.find((share) => share.position === position)?.points ?? []).map(
        toCurvePoint,
      ),
    }))
    const points = combineShares({
      sums: { r, c },
      optionCount: totals.length,
      threshold: committee.threshold,
      shares: used,
    })
    return points.every((point, option) => {
      const total = (totals[option] ?? 0n) % BABYJUBJUB_ORDER
      return multiply(ExtendedPoint.BASE, total).equals(toExtended(point))
    })
  } catch (error) {
    // Points outside the group, or positions that no committee has.
    if (error instanceof PsephosError) return false
    throw error
  }
}

/** The most votes on an option; -1 for more people than can vote. */
function findMost(voters: number, voiceCredits: number): bigint {
  try {
    return BigInt(boundTotals({ ballots: voters, voiceCredits }).votesFor)
  } catch (error) {
    if (error instanceof PsephosError) return -1n
    throw error
  }
}
