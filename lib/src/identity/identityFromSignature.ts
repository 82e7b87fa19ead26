import { concatBytes, hexToBytes } from '@noble/hashes/utils.js'
import { isError, recoverAddress, type Signer, TypedDataEncoder } from 'ethers'
import {
  IdentitySignatureDeclinedError,
  IdentitySignatureInvalidError,
  IdentitySignatureUnstableError,
  IdentitySignerFailedError,
  IdentitySignerUnsupportedError,
} from '../errors/identityErrors.ts'
import { RequestMalformedError } from '../errors/serverErrors.ts'
import type { Identity } from './createIdentity.ts'
import { deriveIdentity } from './deriveIdentity.ts'
import type { IdentityDomain } from './identityDomain.ts'
import { type IdentityTypedData, identityTypedData } from './identityTypedData.ts'

/** What {@link identityFromSignature} takes, beside the group that the identity is for. */
export type IdentityFromSignatureParameters = IdentityDomain & {
  /** The person's wallet: an ethers signer, or anything with these two functions of one. */
  signer: Pick<Signer, 'getAddress' | 'signTypedData'>
  /**
   * The origin that the identity is for, such as `https://vote.example`. The page's own by default;
   * whoever moves the page to another origin must keep giving the old one.
   */
  origin?: string | undefined
}

const LABEL = 'psephos.identity.signature.v1'
const CURVE_ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n

/**
 * Returns the identity that a wallet's signature gives for a group: always the same, wherever the
 * wallet is. The wallet signs {@link identityTypedData} twice, and the person confirms twice: nothing
 * in ECDSA makes a key sign the same text the same way. Most wallets do, by RFC 6979; those that mix
 * in chance, or sign with several parties, do not, and an identity made from one of their signatures
 * could never be found again. So it is checked, not trusted.
 *
 * A wallet cannot tell which page asks. That another site asks for the very same signature is kept
 * from happening only by what the person reads, so a passkey is safer.
 * @throws {@link IdentitySignatureUnstableError} when the two signatures differ.
 * @throws {@link IdentitySignerUnsupportedError} for contract wallets, and when another key signed.
 * @throws {@link IdentitySignatureInvalidError} when the answer is no signature in its one form.
 * @throws {@link IdentitySignatureDeclinedError} when the person declines.
 * @throws {@link IdentitySignerFailedError} when the wallet fails.
 * @throws {@link RequestMalformedError} when group, chain or origin cannot be one, or none is given
 * outside a page.
 * @example
 * const signer = await new BrowserProvider(ethereum).getSigner()
 * const identity = await identityFromSignature({ signer, chainId: 1, group })
 */
export async function identityFromSignature({
  signer,
  chainId,
  group,
  origin = globalThis.location?.origin,
}: IdentityFromSignatureParameters): Promise<Identity> {
  if (origin === undefined) {
    throw new RequestMalformedError({ path: 'origin', reason: 'must be given outside a page' })
  }
  const typedData = identityTypedData({ chainId, group, origin })
  const address = await ask(() => signer.getAddress())
  const first = await sign(signer, address, typedData)
  const second = await sign(signer, address, typedData)
  if (first.text !== second.text) throw new IdentitySignatureUnstableError()
  return deriveIdentity({
    secret: first.bytes,
    label: LABEL,
    domain: hexToBytes(digestOf(typedData).slice(2)),
  })
}

async function sign(
  signer: IdentityFromSignatureParameters['signer'],
  address: string,
  typedData: IdentityTypedData,
): Promise<{ text: string; bytes: Uint8Array }> {
  const { domain, types, message } = typedData
  const answer: unknown = await ask(() => signer.signTypedData(domain, types, message))
  const { r, s, v } = parseSignature(answer)
  // Range and form are checked above, so this cannot throw what it was given.
  const signature = `0x${r}${s}${v.toString(16)}`
  if (recoverAddress(digestOf(typedData), signature).toLowerCase() !== address.toLowerCase()) {
    throw new IdentitySignerUnsupportedError({
      reason: 'another key than that of its address signed',
    })
  }
  // `v` follows from the rest, and wallets spell it in two ways: it takes no part.
  return { text: `${r}${s}`, bytes: concatBytes(hexToBytes(r), hexToBytes(s)) }
}

/**
 * Of the two forms that every ECDSA signature has, only the one with the lower `s` is taken, as EIP-2
 * does; else one key could give two identities.
 */
function parseSignature(answer: unknown): { r: string; s: string; v: 27 | 28 } {
  if (typeof answer !== 'string' || !/^0x([0-9a-f]{2})*$/i.test(answer)) {
    throw new IdentitySignatureInvalidError({ reason: 'it is not bytes in hex' })
  }
  const hex = answer.slice(2).toLowerCase()
  if (hex.length !== 130) {
    throw new IdentitySignerUnsupportedError({
      reason: `its signature has ${hex.length / 2} bytes instead of 65, as those of contract wallets do`,
    })
  }
  const [r, s] = [hex.slice(0, 64), hex.slice(64, 128)]
  const isScalar = (digits: string) =>
    BigInt(`0x${digits}`) > 0n && BigInt(`0x${digits}`) < CURVE_ORDER
  if (!isScalar(r) || !isScalar(s)) {
    throw new IdentitySignatureInvalidError({ reason: 'a number is out of range' })
  }
  if (BigInt(`0x${s}`) > CURVE_ORDER / 2n) {
    throw new IdentitySignatureInvalidError({ reason: 'it is not in its lower form' })
  }
  const v = Number.parseInt(hex.slice(128), 16)
  if (v === 0 || v === 27) return { r, s, v: 27 }
  if (v === 1 || v === 28) return { r, s, v: 28 }
  throw new IdentitySignatureInvalidError({ reason: 'its last byte is none of a signature' })
}

function digestOf({ domain, types, message }: IdentityTypedData): string {
  return TypedDataEncoder.hash(domain, types, message)
}

async function ask<Answer>(call: () => Promise<Answer>): Promise<Answer> {
  try {
    return await call()
  } catch (cause) {
    throw isError(cause, 'ACTION_REJECTED')
      ? new IdentitySignatureDeclinedError({ cause })
      : new IdentitySignerFailedError({ cause })
  }
}
