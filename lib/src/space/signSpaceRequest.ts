import type { Signer } from 'ethers'
import type { SpaceAuthorization } from '../wire/space.ts'
import { type SpaceRequest, spaceRequestTypedData } from './spaceRequestTypedData.ts'

/** What {@link signSpaceRequest} takes. */
export type SignSpaceRequestParameters = Omit<SpaceRequest, 'issuedAt' | 'expiresAt'> & {
  /** An admin of the space. */
  signer: Pick<Signer, 'getAddress' | 'signTypedData'>
  /** When it is signed, in milliseconds since 1970; now if absent. */
  issuedAt?: number
  /** For how many milliseconds it may be used, at most 7 days; ten minutes if absent. */
  lifetime?: number
}

const TEN_MINUTES = 10 * 60 * 1_000

/**
 * Signs a request in a space's name.
 * @throws {@link RequestMalformedError} when the content has no canonical JSON.
 * @example
 * const server = 'https://vote.example'
 * await signSpaceRequest({ signer, server, space, action: 'read webhooks', content: {} })
 * // { signer: '0x5fbd…', issuedAt, expiresAt, signature: '0x…' }
 */
export async function signSpaceRequest({
  signer,
  issuedAt = Date.now(),
  lifetime = TEN_MINUTES,
  ...request
}: SignSpaceRequestParameters): Promise<SpaceAuthorization> {
  const expiresAt = issuedAt + lifetime
  const { domain, types, message } = spaceRequestTypedData({ ...request, issuedAt, expiresAt })
  const [address, signature] = await Promise.all([
    signer.getAddress(),
    signer.signTypedData(domain, types, message),
  ])
  return { signer: address.toLowerCase(), issuedAt, expiresAt, signature }
}
