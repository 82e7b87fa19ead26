import type { TypedDataDomain, TypedDataField } from 'ethers'
import { RequestMalformedError } from '../errors/serverErrors.ts'
import { encodeIdentityDomain, type IdentityDomain } from './identityDomain.ts'

/** What {@link identityTypedData} takes, beside the group that the identity is for. */
export type IdentityTypedDataParameters = IdentityDomain & {
  /** The origin of the page that asks, such as `https://vote.example`. */
  origin: string
}

/** EIP-712 typed data, as a signer's `signTypedData` takes it. */
export type IdentityTypedData = {
  domain: TypedDataDomain
  types: Record<string, TypedDataField[]>
  message: Record<string, string>
}

/**
 * Returns what a person signs to derive their identity. Fixed for ever: another letter would be
 * another identity. Chain and group stand in the EIP-712 domain, which wallets show and hold
 * against the chain that they are on; the origin stands in the message and in the sentence that
 * the person reads.
 * @throws {@link RequestMalformedError} when group, chain or origin cannot be one.
 * Source: EIP-712.
 * @example
 * identityTypedData({ chainId: 1, group, origin: 'https://vote.example' }).message['origin']
 * // 'https://vote.example'
 */
export function identityTypedData({
  chainId,
  group,
  origin,
}: IdentityTypedDataParameters): IdentityTypedData {
  encodeIdentityDomain({ chainId, group })
  requireOrigin(origin)
  return {
    domain: {
      name: 'Psephos identity',
      version: '1',
      chainId: BigInt(chainId),
      verifyingContract: group.toLowerCase(),
    },
    types: {
      VotingIdentity: [
        { name: 'statement', type: 'string' },
        { name: 'origin', type: 'string' },
      ],
    },
    message: {
      statement:
        'This signature is the secret key of your anonymous voting identity. Whoever has it votes ' +
        `in your name and sees how you voted. Sign it only on ${origin}, and give it to nobody. ` +
        'It sends no transaction and costs nothing.',
      origin,
    },
  }
}

/** An origin in the one spelling that browsers give it; `null` is that of pages without one. */
function requireOrigin(origin: string): void {
  const parsed = URL.canParse(origin) ? new URL(origin).origin : 'null'
  if (parsed === 'null' || parsed !== origin) {
    throw new RequestMalformedError({
      path: 'origin',
      reason: 'must be an origin such as https://vote.example',
    })
  }
}
