import type { Conclusion } from './concludeTranscript.ts'

/** For how many seconds after the end of dealing trustees who come late may still complain. */
export const COMPLAINT_PERIOD = 24 * 60 * 60

/** What {@link isDealingOver} takes. */
export type IsDealingOverParameters = {
  /** Until when deals are taken, in seconds since 1970. */
  dealsUntil: number
  /** How many trustees are invited. */
  trustees: number
  /** The positions of those who dealt; one may stand here twice. */
  dealers: readonly number[]
  /** In seconds since 1970. */
  now: number
}

/** What {@link isKeyGenerationOver} takes. */
export type IsKeyGenerationOverParameters = {
  conclusion: Conclusion
  threshold: number
  /** The positions of those who confirmed the committee that would come out now. */
  confirmed: readonly number[]
  dealsUntil: number
  /** In seconds since 1970. */
  now: number
}

/** Tells whether no more deals are taken: all have dealt, or time is up. */
export function isDealingOver({
  dealsUntil,
  trustees,
  dealers,
  now,
}: IsDealingOverParameters): boolean {
  return now >= dealsUntil || new Set(dealers).size >= trustees
}

/**
 * Tells whether no more complaints are taken, so that what was said comes to the same committee for
 * ever: every trustee who dealt rightly has confirmed it, or, a day after the end of dealing, as many
 * as registering takes. Before that, a trustee who comes late may still show that a dealer lied.
 */
export function isKeyGenerationOver({
  conclusion: { judgement, outcome },
  threshold,
  confirmed,
  dealsUntil,
  now,
}: IsKeyGenerationOverParameters): boolean {
  if (outcome === null || new Set(confirmed).size < threshold) return false
  const isLate = now >= dealsUntil + COMPLAINT_PERIOD
  return isLate || judgement.qualified.every((position) => confirmed.includes(position))
}
