import type { SecrecyPhase, WireProposal, WireResults } from '@psephos/lib'

/** What {@link findSecrecyPhase} takes. */
export type FindSecrecyPhaseParameters = {
  proposal: Pick<WireProposal, 'state' | 'deadline' | 'committee'>
  /** Null while they are not known. */
  results: Pick<WireResults, 'decryption'> | null
  /** In seconds since 1970. */
  now: number
}

/**
 * Returns how far a secret proposal is, or null where ballots are open. The server tells it with the results; until they are there it
 * follows from the state and the clock. A governor calls such a proposal active until its totals are known, also when voting is over.
 */
export function findSecrecyPhase({
  proposal: { state, deadline, committee },
  results,
  now,
}: FindSecrecyPhaseParameters): SecrecyPhase | null {
  if (committee === null) return null
  const phase = results?.decryption?.phase ?? toPhase(state)
  return phase === 'voting' && state === 'active' && now > deadline ? 'closing' : phase
}

/** Tells whether ballots are neither taken any more nor counted yet. */
export function isCounting(phase: SecrecyPhase | null): boolean {
  return phase === 'closing' || phase === 'decrypting'
}

function toPhase(state: WireProposal['state']): SecrecyPhase {
  if (state === 'pending' || state === 'active') return 'voting'
  return state === 'canceled' ? 'canceled' : 'revealed'
}
