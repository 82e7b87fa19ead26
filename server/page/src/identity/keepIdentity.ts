import type { WireSpace } from '@psephos/lib'
import { ballotRecords, governorRecords, madeBallots } from '../voting/ballotRecords.ts'
import { chosenVotes } from '../voting/chosenVotes.ts'
import { heldSecrets } from './heldSecrets.ts'
import {
  formerIdentityRecords,
  getIdentityName,
  type IdentityRecord,
  identityRecords,
  nextIdentityRecords,
} from './identityRecords.ts'

type Space = Pick<WireSpace, 'chainId' | 'group'>

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
  const isSame = ({ commitment }: IdentityRecord) => commitment === record.commitment
  const kept = [...former, ...(before === null ? [] : [before])]
  const earlier = kept.find(isSame)
  // First what could get lost.
  writeFormer(
    name,
    kept.filter((each) => !isSame(each) && isWorthKeeping(each)),
  )
  const past = findPast(record) ?? (earlier && findPast(earlier))
  identityRecords.write(name, setPlace(record, record.index, past))
}

/** Takes the identity out of use that is to be enrolled, or is to replace a lost one, so that another can be chosen. */
export function dropIdentity(space: Space, records: typeof identityRecords): void {
  const name = getIdentityName(space)
  const dropped = records.read(name)
  if (dropped === null) return
  if (isWorthKeeping(dropped)) {
    const former = formerIdentityRecords.read(name) ?? []
    const others = former.filter(({ commitment }) => commitment !== dropped.commitment)
    writeFormer(name, [...others, dropped])
  }
  records.remove(name)
}

function writeFormer(name: string, former: IdentityRecord[]): void {
  if (former.length > 0) formerIdentityRecords.write(name, former.slice(-MOST_FORMER))
  else formerIdentityRecords.remove(name)
}

/** What was never enrolled and waits for nothing has no use. */
function isWorthKeeping({ index, wasMember, worldIdResult }: IdentityRecord): boolean {
  return index !== null || wasMember !== undefined || worldIdResult !== null
}

/** Returns what is kept of an identity once it has that place in its group; with null, none, or none any more. */
function setPlace(
  { wasMember: _, isPersonElsewhere, ...record }: IdentityRecord,
  index: number | null,
  past: IdentityRecord['wasMember'],
): IdentityRecord {
  const isPast = index === null && past !== undefined
  return {
    ...record,
    index,
    ...(isPast && { wasMember: past }),
    ...(index === null && isPersonElsewhere && { isPersonElsewhere }),
  }
}

/** What to remember of an identity's place once it has none. */
function findPast({ index, wasMember }: IdentityRecord): IdentityRecord['wasMember'] {
  return index === null ? wasMember : { index }
}

/**
 * Keeps which member of its group the identity in use is, or with null that the group denies it. A former
 * one loses no place: who votes with it may have another by now.
 */
export function keepPlace(
  space: Space,
  { commitment }: Pick<IdentityRecord, 'commitment'>,
  index: number | null,
): void {
  const name = getIdentityName(space)
  const kept = identityRecords.read(name)
  if (kept === null || kept.commitment !== commitment || kept.index === index) return
  identityRecords.write(name, setPlace(kept, index, findPast(kept)))
}

/**
 * Keeps that an identity has become a member, as the one in use. What else has changed of it since it was
 * read as `record` stays; one that was forgotten meanwhile does not come back.
 */
export function keepMember(space: Space, record: IdentityRecord, index: number): void {
  const name = getIdentityName(space)
  const next = nextIdentityRecords.read(name)
  const current = identityRecords.read(name)
  if (next === null && current === null) return
  const isSame = (each: IdentityRecord | null) => each?.commitment === record.commitment
  const latest = [next, current].find(isSame) ?? record
  keepIdentity(space, { ...latest, index, worldIdRequest: null, worldIdResult: null })
  if (isSame(next)) nextIdentityRecords.remove(name)
}

/**
 * Forgets a space's identities on this device, with the ballots that it remembers: they say how the
 * person voted. Where DAOs share a group, those of all of them.
 */
export function forgetIdentity(space: Space & Pick<WireSpace, 'governor'>): void {
  const name = getIdentityName(space)
  heldSecrets.clear()
  identityRecords.remove(name)
  nextIdentityRecords.remove(name)
  formerIdentityRecords.remove(name)
  for (const governor of new Set([space.governor, ...(governorRecords.read(name) ?? [])])) {
    const ballots = `${space.chainId}.${governor}.`
    ballotRecords.removeAll(ballots)
    madeBallots.removeAll(ballots)
  }
  governorRecords.remove(name)
  // Of every DAO: they are this tab's alone, and hardly more than one.
  chosenVotes.removeAll('')
}
