import type { WireProposal } from '@psephos/lib'
import type { Elector } from '../identity/findElector.ts'

/** A proposal as far as it decides who votes, and who votes on it from this browser. */
export type WithElector = {
  proposal: Pick<WireProposal, 'electorate'>
  elector: Elector
}

/**
 * Returns proposals in the order in which they came, but last those that took their list of voters without
 * this browser's identity.
 */
export function sortByElector<Found extends WithElector>(found: readonly Found[]): Found[] {
  return [...found.filter((each) => !isShut(each)), ...found.filter(isShut)]
}

/**
 * Tells whether a proposal took its list of voters without this browser's identity, which is enrolled.
 * A list that is not known yet may have it.
 */
export function isShut({ proposal, elector }: WithElector): boolean {
  return proposal.electorate !== null && !elector.may && elector.reason !== 'notEnrolled'
}
