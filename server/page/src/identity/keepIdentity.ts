import type { WireSpace } from '@psephos/lib'
import { ballotRecords, madeBallots } from '../voting/ballotRecords.ts'
import { heldSecrets } from './heldSecrets.ts'
import {
  formerIdentityRecords,
  getIdentityName,
  type IdentityRecord,
  identityRecords,
  nextIdentityRecords,
} from './identityRecords.ts'

type Space = Pick<WireSpace, 'chainId' | 'group' | 'governor'>

/** As many as a record of them holds. */
const MOST_FORMER = 16

/**
 * Makes an identity the one that this browser uses in a space. The one before is kept among the
 * former: it may be the only copy, and may still vote where voting is open.
 */
export function keepIdentity(space: Space, record: IdentityRecord): void {
  const name = getIdentityName(space)
  const before = identityRecords.read(name)
  const former = formerIdentityRecords.read(name) ?? []
  const others = former.filter(({ commitment }) => commitment !== record.commitment)
  const isReplaced = before !== null && before.commitment !== record.commitment
  const kept = isReplaced && isWorthKeeping(before) ? [...others, before] : others
  // First what could get lost.
  if (kept.length > 0) formerIdentityRecords.write(name, kept.slice(-MOST_FORMER))
  else formerIdentityRecords.remove(name)
  identityRecords.write(name, record)
}

/** What was never enrolled and waits for nothing has no use. */
function isWorthKeeping({ index, worldIdResult }: IdentityRecord): boolean {
  return index !== null || worldIdResult !== null
}

/** Puts the identity that waits to replace a lost one in its place. */
export function completeRotation(space: Space, index: number): void {
  const name = getIdentityName(space)
  const next = nextIdentityRecords.read(name)
  if (next === null) return
  keepIdentity(space, { ...next, index, worldIdRequest: null, worldIdResult: null })
  nextIdentityRecords.remove(name)
}

/**
 * Forgets a space's identities on this device, with the ballots that it remembers: they say how the
 * person voted.
 */
export function forgetIdentity(space: Space): void {
  const name = getIdentityName(space)
  heldSecrets.clear()
  identityRecords.remove(name)
  nextIdentityRecords.remove(name)
  formerIdentityRecords.remove(name)
  const ballots = `${space.chainId}.${space.governor}.`
  ballotRecords.removeAll(ballots)
  madeBallots.removeAll(ballots)
}
