import { recoverAddress } from 'ethers'
import { SpaceSignatureInvalidError } from '../errors/spaceErrors.ts'
import type { SpaceAuthorization } from '../wire/space.ts'
import { type SpaceRequest, spaceRequestDigest } from './spaceRequestTypedData.ts'

/** What {@link recoverSpaceSigner} takes: what was asked, and the signature of it. */
export type RecoverSpaceSignerParameters = Omit<SpaceRequest, 'issuedAt' | 'expiresAt'> & {
  authorization: SpaceAuthorization
}

/**
 * Returns which account signed a request in a space's name, in lower case. Whether it is an admin,
 * the chain says; whether a contract signed (ERC-1271), too.
 * @throws {@link SpaceSignatureInvalidError} when it is not that of the account it names.
 * @example
 * const { signed, profile } = await client.getSpace({ space: 'garden' })
 * if (signed && profile) {
 *   const { server, ...authorization } = signed
 *   recoverSpaceSigner({ server, space, action: 'set profile', content: profile, authorization })
 * }
 */
export function recoverSpaceSigner({
  authorization: { signer, issuedAt, expiresAt, signature },
  ...request
}: RecoverSpaceSignerParameters): string {
  const digest = spaceRequestDigest({ ...request, issuedAt, expiresAt })
  const recovered = recover(digest, signature)
  if (recovered !== signer) throw new SpaceSignatureInvalidError({ signer })
  return recovered
}

function recover(digest: string, signature: string): string | null {
  try {
    return recoverAddress(digest, signature).toLowerCase()
  } catch {
    return null
  }
}
