import type { IdentityRecord } from './identityRecords.ts'

/** What {@link findLosses} takes: all that a browser keeps for a space. */
export type FindLossesParameters = {
  current: IdentityRecord | null
  /** Those whose place another has taken. */
  former: readonly IdentityRecord[]
  /** The one that is to take the place of a lost one. */
  next: IdentityRecord | null
}

/** What a person loses with the identities that a browser forgets. */
export type Losses = {
  /** What brings the one in use back; null where there is none in use. */
  wayBack: 'passkey' | 'wallet' | 'file' | 'none' | null
  /** How many former ones are nowhere else. */
  former: number
  /** Whether the one that is to replace a lost one is nowhere else. */
  hasNext: boolean
}

/** Returns what is lost for good when a browser forgets its identities, and what brings the others back. */
export function findLosses({ current, former, next }: FindLossesParameters): Losses {
  return {
    wayBack: current && findWayBack(current),
    former: former.filter((identity) => findWayBack(identity) === 'none').length,
    hasNext: next !== null && findWayBack(next) === 'none',
  }
}

function findWayBack(identity: IdentityRecord): NonNullable<Losses['wayBack']> {
  if (identity.kind !== 'generated') return identity.kind
  return identity.hasBackup ? 'file' : 'none'
}
