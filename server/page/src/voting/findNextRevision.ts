import { MAX_REVISION } from '@psephos/lib'
import { RevisionUnbelievableError } from '../errors/pageErrors.ts'

/** By more than this nobody has changed a vote where this browser did not see it. */
export const MOST_AHEAD = 1_000

/** What {@link findNextRevision} takes. */
export type FindNextRevisionParameters = {
  /** The highest revision that this browser knows of. */
  known: number
  /** The one that is held, as somebody else says. */
  held: number
  /** How far ahead of `known` it may be. */
  mostAhead: number
}

/**
 * Returns the revision after the one that is held.
 * @throws {@link RevisionUnbelievableError} when that is none: to follow it would leave the person no, or
 * hardly any, revision to change their vote with.
 */
export function findNextRevision({ known, held, mostAhead }: FindNextRevisionParameters): number {
  const isBelievable =
    Number.isInteger(held) && held >= known && held <= known + mostAhead && held < MAX_REVISION
  if (!isBelievable) throw new RevisionUnbelievableError()
  return held + 1
}
