import {
  recoverSpaceSigner,
  type SpaceAction,
  SpaceAdminRequiredError,
  type SpaceAuthorization,
  SpaceRequestExpiredError,
  SpaceSignatureInvalidError,
  spaceRequestDigest,
} from '@psephos/lib'
import { Interface, isCallException } from 'ethers'
import type { Chain } from '../chain/connectChain.ts'
import { isSpaceAdmin } from './isSpaceAdmin.ts'

/** What {@link authorizeSpaceRequest} takes. */
export interface AuthorizeSpaceRequestParameters {
  readonly chain: Chain
  /** The origin of this server. */
  readonly server: string
  readonly space: {
    readonly id: string
    readonly chainId: number
    readonly governor: string
    readonly timelock: string
    readonly admins: readonly string[]
  }
  readonly action: SpaceAction
  readonly content: unknown
  readonly authorization: SpaceAuthorization
  /** Milliseconds since 1970; now if absent. */
  readonly now?: number
}

/** How far the clocks of a signer and of this server may be apart, in milliseconds. */
const SKEW = 60_000
/** The owners of a Safe need days to sign. */
const LONGEST = 7 * 24 * 60 * 60 * 1_000

/**
 * Checks that an admin of a space signed a request, for this server and for now. Whether it was
 * obeyed before, {@link takeSpaceTurn} sees.
 * @throws {@link SpaceRequestExpiredError}, {@link SpaceAdminRequiredError} or
 * {@link SpaceSignatureInvalidError}.
 */
export async function authorizeSpaceRequest({
  chain,
  server,
  space,
  action,
  content,
  authorization,
  now = Date.now(),
}: AuthorizeSpaceRequestParameters): Promise<void> {
  const { signer, issuedAt, expiresAt } = authorization
  const isNow = issuedAt <= now + SKEW && now < expiresAt && expiresAt - issuedAt <= LONGEST
  if (!isNow) throw new SpaceRequestExpiredError({ issuedAt, expiresAt })
  const request = { server, space, action, content }
  // First, because a contract that nobody named is not called.
  if (!(await isSpaceAdmin({ chain, space, signer })))
    throw new SpaceAdminRequiredError({ space: space.id, signer })
  try {
    recoverSpaceSigner({ ...request, authorization })
  } catch (error) {
    if (!(error instanceof SpaceSignatureInvalidError)) throw error
    const digest = spaceRequestDigest({ ...request, issuedAt, expiresAt })
    if (!(await isSignedByContract({ chain, digest, authorization }))) throw error
  }
}

const erc1271 = new Interface(['function isValidSignature(bytes32, bytes) view returns (bytes4)'])
/** What a contract answers to say yes, as a word. */
const YES = `0x1626ba7e${'0'.repeat(56)}`

/** Source: ERC-1271. An account has no code, and answers nothing. */
async function isSignedByContract({
  chain,
  digest,
  authorization: { signer, signature },
}: {
  chain: Chain
  digest: string
  authorization: SpaceAuthorization
}): Promise<boolean> {
  const data = erc1271.encodeFunctionData('isValidSignature', [digest, signature])
  try {
    return (await chain.provider.call({ to: signer, data })) === YES
  } catch (error) {
    if (isCallException(error) && error.data !== null) return false
    throw error
  }
}
