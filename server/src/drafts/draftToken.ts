import { createHash, randomBytes } from 'node:crypto'
import { DraftUnknownError } from '@psephos/lib'

/** Returns a secret of 256 bits, which its hash does not give away. */
export function createDraftToken(): string {
  return randomBytes(32).toString('base64url')
}

/** Returns what is kept of a token. */
export function hashDraftToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

/**
 * Returns the token that stands in the header `authorization`; null when there is none.
 * @throws {@link DraftUnknownError} when what stands there is no token.
 */
export function parseDraftToken(header: string | undefined): string | null {
  if (header === undefined) return null
  const [, token] = /^Bearer ([\w-]{43})$/i.exec(header) ?? []
  if (token === undefined) throw new DraftUnknownError()
  return token
}
