import {
  type CommitteeRegistry,
  type KeyGenerationStanding,
  readStanding as readStandingOf,
} from '@psephos/lib'
import type { Said } from './KeyGenerationPlace.ts'

/** On which chain, and in which contract, a committee is registered. */
export type Registry = CommitteeRegistry

/** How far a key generation is, and what was said in it. */
export interface Standing extends KeyGenerationStanding {
  readonly said: Said
}

/** What {@link readStanding} takes. */
export interface ReadStandingParameters {
  readonly said: Said
  /** With it confirmations are checked. */
  readonly registry: Registry | null
  /** By files: that nobody deals any more. */
  readonly leaveOutAbsent?: boolean
  /** Seconds since 1970; now if absent. */
  readonly now?: number
}

/**
 * Returns how far a key generation is, every message checked.
 * @throws CommitteeMessageRefusedError when a message is not its trustee's.
 */
export function readStanding({
  said,
  now = Math.floor(Date.now() / 1_000),
  ...rest
}: ReadStandingParameters): Standing {
  const { transcript, confirmations, dealsUntil } = said
  return { said, ...readStandingOf({ transcript, confirmations, dealsUntil, now, ...rest }) }
}
