import { parseUntrustedJson, RequestMalformedError } from '@psephos/lib'
import * as z from 'zod'

/**
 * Returns where the next page begins, as a list gives it to whoever asks on. It is no secret and is
 * not signed: with another one, one reads on from another place in the same list.
 */
export function encodeCursor(place: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url')
}

/**
 * Returns the place that a cursor names; null for the beginning.
 * @throws {@link RequestMalformedError} when it is none of this list.
 */
export function parseCursor<Place>(
  schema: z.core.$ZodType<Place>,
  cursor: string | undefined,
): Place | null {
  if (cursor === undefined) return null
  const parsed = z.safeParse(schema, decode(cursor))
  if (parsed.success) return parsed.data
  throw new RequestMalformedError({ path: 'cursor', reason: 'it is no cursor of this list' })
}

function decode(cursor: string): unknown {
  try {
    return parseUntrustedJson(Buffer.from(cursor, 'base64url').toString())
  } catch {
    return null
  }
}
