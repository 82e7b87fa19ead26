import type { Tally } from '../../tally/tallySums.ts'
import type { AuditCheck } from '../AuditReport.ts'
import type { SecretArchive } from '../wireArchive.ts'
import { createCheck } from './createCheck.ts'

const { confirm, refute, leave } = createCheck('tally')

/** Whether the governor still waits for the totals of a secret proposal. */
export function awaitsTotals({ secrecy }: SecretArchive): boolean {
  return secrecy.finalised === null && secrecy.recorded === null
}

/** What the governor counts is the totals that the ballot box brought it, and nothing before that. */
export function checkSecretTally(election: SecretArchive, tally: Tally): AuditCheck {
  const { outcome, secrecy } = election
  const { finalised, recorded } = secrecy
  const counted = outcome.options.map(({ votesFor, votesAgainst, creditsSpent }) => ({
    votesFor: String(votesFor),
    votesAgainst: String(votesAgainst),
    creditsSpent: String(creditsSpent),
  }))
  const expected = tally.options.map(({ votesFor, votesAgainst }) => ({
    votesFor: String(votesFor),
    votesAgainst: String(votesAgainst),
    // Nobody knows what was spent on an option.
    creditsSpent: '0',
  }))
  const facts = { voters: tally.voters, governorVoters: outcome.voters, expected, counted }
  const isSame =
    outcome.voters === tally.voters && JSON.stringify(counted) === JSON.stringify(expected)
  if (awaitsTotals(election)) {
    if (!isSame) return refute('The governor counts votes before there are totals.', facts)
    return election.lifecycle.canceled === null
      ? leave('There are no totals yet to hold the governor to.', facts)
      : leave('The proposal was cancelled before its totals were known.', facts)
  }
  const isBrought =
    finalised !== null &&
    recorded !== null &&
    finalised.transaction === recorded.transaction &&
    finalised.voters === recorded.voters &&
    finalised.totals.join() === recorded.totals.join()
  return isBrought && isSame
    ? confirm('The governor counts the totals that were decrypted.', facts)
    : refute('The governor counts other votes than the totals that were decrypted.', facts)
}
