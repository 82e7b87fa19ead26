import { RequestMalformedError } from '../errors/serverErrors.ts'
import { parseUntrustedJson } from '../json/parseUntrustedJson.ts'
import { type SpaceAuthorization, wireSpaceAuthorization } from '../wire/space.ts'

/** The scheme of the header `authorization`. */
const SCHEME = 'EIP712'

/**
 * Returns an authorization as it stands in the header `authorization` of a request that has no
 * body: `EIP712` and its JSON in base64.
 */
export function encodeSpaceAuthorization(authorization: SpaceAuthorization): string {
  return `${SCHEME} ${encodeBase64(JSON.stringify(authorization))}`
}

/**
 * Returns the authorization that stands in a header.
 * @throws {@link RequestMalformedError} when none does.
 */
export function parseSpaceAuthorization(header: string | undefined): SpaceAuthorization {
  const [, text] = /^EIP712 ([A-Za-z0-9+/=]{1,32768})$/i.exec(header ?? '') ?? []
  const parsed = wireSpaceAuthorization.safeParse(text === undefined ? null : decode(text))
  if (parsed.success) return parsed.data
  const reason = `must be ${SCHEME} and an authorization in base64`
  throw new RequestMalformedError({ path: 'authorization', reason })
}

// The platform's own, rather than ethers': every page that reads from a server has this file.

function encodeBase64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)))
}

function decode(text: string): unknown {
  try {
    const bytes = Uint8Array.from(atob(text), (byte) => byte.charCodeAt(0))
    return parseUntrustedJson(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return null
  }
}
