import { findKnownPlace, type IdentityRecord } from './identityRecords.ts'

/** Who votes on a proposal from this browser, if anybody. */
export type Elector =
  | { may: true; identity: IdentityRecord; index: number | null }
  | { may: false; reason: 'notEnrolled' | 'enrolledLate' | 'replaced' }

/** What {@link findElector} takes. */
export type FindElectorParameters = {
  /** The identity of this browser, first, and those that it had before. */
  identities: readonly IdentityRecord[]
  /** How many members the group had at the proposal's snapshot. */
  size: number
  /** Its members then, from place `start` on; null while they are not known. */
  members: { start: number; commitments: readonly bigint[] } | null
}

/**
 * Returns which of this browser's identities is on a proposal's list of voters, or why none is. While
 * the list is not known their places decide: they are given in the order of enrolment, and a list
 * holds the first so many. Only who has replaced an identity since can be told wrongly by that. The
 * list is not held against the chain here: the prover does so before it makes a ballot.
 */
export function findElector({ identities, size, members }: FindElectorParameters): Elector {
  for (const identity of identities) {
    const offset = members?.commitments.indexOf(identity.commitment) ?? -1
    if (members !== null && offset !== -1) {
      return { may: true, identity, index: members.start + offset }
    }
  }
  const enrolled = identities.find((identity) => findKnownPlace(identity) !== null)
  const index = enrolled && findKnownPlace(enrolled)
  if (enrolled === undefined || index == null) return { may: false, reason: 'notEnrolled' }
  if (index >= size) return { may: false, reason: 'enrolledLate' }
  return members === null
    ? { may: true, identity: enrolled, index }
    : { may: false, reason: 'replaced' }
}
