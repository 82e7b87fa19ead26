import { RequestMalformedError } from '../../errors/serverErrors.ts'

/** The most that the totals of an option can be. Each is below 2^32. */
export type TotalsBounds = {
  readonly votesFor: number
  readonly votesAgainst: number
  /** Of votes for and against together. */
  readonly together: number
}

/** What {@link boundTotals} takes. */
export type BoundTotalsParameters = {
  /** How many ballots are counted, up to 2^24. */
  ballots: number
  /** The budget of each, from 1 to 65 535. */
  voiceCredits: number
}

const MAX_BALLOTS = 2 ** 24
const MAX_VOICE_CREDITS = 65_535

/**
 * Returns the bounds that hold whatever people vote: who spends everything on one option has as many
 * votes on it as the root of the voice credits, for or against.
 * @throws {@link RequestMalformedError} when a number is out of range.
 * @example
 * boundTotals({ ballots: 10_000, voiceCredits: 100 }).votesFor // 100000
 */
export function boundTotals({ ballots, voiceCredits }: BoundTotalsParameters): TotalsBounds {
  requireWhole('ballots', ballots, 0, MAX_BALLOTS)
  requireWhole('voiceCredits', voiceCredits, 1, MAX_VOICE_CREDITS)
  const votes = ballots * Math.floor(Math.sqrt(voiceCredits))
  return { votesFor: votes, votesAgainst: votes, together: votes }
}

/** @throws {@link RequestMalformedError} when a number is not a whole one between its bounds. */
export function requireWhole(path: string, value: number, minimum: number, maximum: number): void {
  if (!Number.isInteger(value) || value < minimum || value > maximum) {
    const reason = `must be a whole number from ${minimum} to ${maximum}`
    throw new RequestMalformedError({ path, reason })
  }
}
