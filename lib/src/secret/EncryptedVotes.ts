import { RequestMalformedError } from '../errors/serverErrors.ts'
import type { CurvePoint } from './CurvePoint.ts'
import { addPoints, subtractPoints } from './pointArithmetic.ts'

/** Votes, or sums of votes, that are encrypted. */
export type EncryptedVotes = {
  /** R, the point that all options share. */
  readonly r: CurvePoint
  /** C of each position, 2, 4, 8 or 16 of them; the identity where there is no option. */
  readonly c: readonly CurvePoint[]
}

/** What {@link subtractEncryptedVotes} takes. */
export type SubtractEncryptedVotesParameters = { from: EncryptedVotes; taken: EncryptedVotes }

/**
 * Returns the encrypted sum of encrypted votes, which are of one class and at least one.
 * @throws {@link RequestMalformedError} when they are of different classes, or there are none.
 * @example
 * addEncryptedVotes(first.encrypted, second.encrypted)
 */
export function addEncryptedVotes(...all: readonly EncryptedVotes[]): EncryptedVotes {
  const [first] = all
  if (first === undefined) {
    throw new RequestMalformedError({ path: 'encrypted', reason: 'there are none to add up' })
  }
  for (const each of all) requireSameClass(first, each)
  return {
    r: addPoints(...all.map(({ r }) => r)),
    c: first.c.map((_, position) => addPoints(...all.map(({ c }) => c[position] as CurvePoint))),
  }
}

/**
 * Returns encrypted sums without votes that were added to them, as when a ballot is replaced.
 * @throws {@link RequestMalformedError} when they are of different classes.
 */
export function subtractEncryptedVotes({
  from,
  taken,
}: SubtractEncryptedVotesParameters): EncryptedVotes {
  requireSameClass(from, taken)
  return {
    r: subtractPoints(from.r, taken.r),
    c: from.c.map((point, position) => subtractPoints(point, taken.c[position] as CurvePoint)),
  }
}

function requireSameClass(one: EncryptedVotes, two: EncryptedVotes): void {
  if (one.c.length !== two.c.length) {
    throw new RequestMalformedError({ path: 'encrypted', reason: 'must all be of one class' })
  }
}
