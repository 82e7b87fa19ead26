import { RequestMalformedError } from '../errors/serverErrors.ts'

/**
 * Where an identity belongs: one DAO's group. Whoever is in two groups has an identity in each, so
 * that nobody can tell from the commitments that they are the same person.
 */
export type IdentityDomain = {
  /** The EIP-155 id of the group's chain. */
  chainId: number | bigint
  /** The address of the DAO's group. */
  group: string
}

const ADDRESS = /^0x[0-9a-fA-F]{40}$/

/**
 * Returns a group's name among all chains, in the form of CAIP-10 and in lower case, from which
 * secrets are derived.
 * @throws {@link RequestMalformedError} when the chain or the address cannot be one.
 * @example
 * encodeIdentityDomain({ chainId: 1, group: '0x5FbDB2315678afecb367f032d93F642f64180aa3' })
 * // 'eip155:1:0x5fbdb2315678afecb367f032d93f642f64180aa3'
 */
export function encodeIdentityDomain({ chainId, group }: IdentityDomain): string {
  const isChain = typeof chainId === 'bigint' || Number.isSafeInteger(chainId)
  if (!isChain || chainId < 1 || chainId > Number.MAX_SAFE_INTEGER) {
    throw new RequestMalformedError({ path: 'chainId', reason: 'must be the id of a chain' })
  }
  if (!ADDRESS.test(group)) {
    throw new RequestMalformedError({ path: 'group', reason: 'must be an address' })
  }
  return `eip155:${chainId}:${group.toLowerCase()}`
}
