import canonicalize from 'canonicalize'
import {
  keccak256,
  type TypedDataDomain,
  TypedDataEncoder,
  type TypedDataField,
  toUtf8Bytes,
} from 'ethers'
import { RequestMalformedError } from '../errors/serverErrors.ts'
import type { WireSpace } from '../wire/space.ts'

/** What can be asked in a space's name. */
export const spaceActions = [
  'register space',
  'set profile',
  'create webhook',
  'delete webhook',
  'read webhooks',
  'open key generation',
] as const

/** What is asked in a space's name. */
export type SpaceAction = (typeof spaceActions)[number]

/** A request in a space's name, as it is signed. */
export type SpaceRequest = {
  /** The origin of the server that is asked, such as `https://vote.example`: no other one obeys. */
  server: string
  space: Pick<WireSpace, 'id' | 'chainId' | 'governor'>
  action: SpaceAction
  /** What the action is done with, as JSON: the profile, the webhook. Its canonical form is hashed. */
  content: unknown
  /** Milliseconds since 1970. */
  issuedAt: number
  /** Milliseconds since 1970. */
  expiresAt: number
}

/** EIP-712 typed data, as a signer's `signTypedData` takes it. */
export type SpaceTypedData = {
  readonly domain: TypedDataDomain
  readonly types: Record<string, TypedDataField[]>
  readonly message: Record<string, string | bigint>
}

const types: Record<string, TypedDataField[]> = {
  SpaceRequest: [
    { name: 'server', type: 'string' },
    { name: 'space', type: 'string' },
    { name: 'action', type: 'string' },
    { name: 'content', type: 'bytes32' },
    { name: 'issuedAt', type: 'uint64' },
    { name: 'expiresAt', type: 'uint64' },
  ],
}

/**
 * Returns what an admin of a space signs. A Safe, or another contract, signs it as ERC-1271 has it.
 * @throws {@link RequestMalformedError} when the content has no canonical JSON, such as text with
 * half a surrogate pair, or a time is none.
 * Source: EIP-712; RFC 8785 for the content.
 */
export function spaceRequestTypedData({
  server,
  space,
  action,
  content,
  issuedAt,
  expiresAt,
}: SpaceRequest): SpaceTypedData {
  for (const [path, time] of Object.entries({ issuedAt, expiresAt })) {
    if (!Number.isSafeInteger(time) || time < 0)
      throw new RequestMalformedError({ path, reason: 'must be milliseconds since 1970' })
  }
  return {
    domain: {
      name: 'Psephos space',
      version: '1',
      chainId: BigInt(space.chainId),
      verifyingContract: space.governor.toLowerCase(),
    },
    types,
    message: {
      server,
      space: space.id,
      action,
      content: hashContent(content),
      issuedAt: BigInt(issuedAt),
      expiresAt: BigInt(expiresAt),
    },
  }
}

/** Returns the 32 bytes that are signed, in hex. */
export function spaceRequestDigest(request: SpaceRequest): string {
  const { domain, types: fields, message } = spaceRequestTypedData(request)
  return TypedDataEncoder.hash(domain, fields, message)
}

function hashContent(content: unknown): string {
  try {
    return keccak256(toUtf8Bytes(canonicalize(content) ?? ''))
  } catch {
    throw new RequestMalformedError({ path: 'content', reason: 'it has no canonical JSON' })
  }
}
