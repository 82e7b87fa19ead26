import { decodeBase64, encodeBase64, toUtf8Bytes, toUtf8String } from 'ethers'
import { RequestMalformedError } from '../errors/serverErrors.ts'
import { type SpaceAuthorization, wireSpaceAuthorization } from '../wire/space.ts'

/** The scheme of the header `authorization`. */
const SCHEME = 'EIP712'

/**
 * Returns an authorization as it stands in the header `authorization` of a request that has no
 * body: `EIP712` and its JSON in base64.
 */
export function encodeSpaceAuthorization(authorization: SpaceAuthorization): string {
  return `${SCHEME} ${encodeBase64(toUtf8Bytes(JSON.stringify(authorization)))}`
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

function decode(text: string): unknown {
  try {
    return JSON.parse(toUtf8String(decodeBase64(text)))
  } catch {
    return null
  }
}
