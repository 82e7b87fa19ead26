import { RequestMalformedError } from '../errors/serverErrors.ts'
import type { AffinePoint } from './babyJubjub.ts'

/** Points as they come: whether they are of the group is for whoever uses them to ask. */
export type GivenVotes = { readonly r: AffinePoint; readonly c: readonly AffinePoint[] }

/**
 * Returns encrypted votes as words, as the ballot box takes and tells them: x and y of R, then of C for each option.
 * @example
 * encodeEncryptedVotes(ballot.encrypted) // [R.x, R.y, C₀.x, C₀.y, …]
 */
export function encodeEncryptedVotes({ r, c }: GivenVotes): bigint[] {
  return [r, ...c].flatMap(({ x, y }) => [x, y])
}

/**
 * Returns encrypted votes of their words: the inverse of {@link encodeEncryptedVotes}.
 * @throws {@link RequestMalformedError} when they are not the coordinates of R and of at least one C.
 * @example
 * decodeEncryptedVotes(event.args.points)
 */
export function decodeEncryptedVotes(words: readonly bigint[]): {
  r: AffinePoint
  c: AffinePoint[]
} {
  const points: AffinePoint[] = []
  for (let at = 0; at + 1 < words.length; at += 2) {
    points.push({ x: words[at] ?? 0n, y: words[at + 1] ?? 0n })
  }
  const [r, ...c] = points
  if (r === undefined || c.length === 0 || words.length % 2 !== 0) {
    throw new RequestMalformedError({
      path: 'encrypted',
      reason: 'must be the coordinates of R and of each C',
    })
  }
  return { r, c }
}
