import { type Signer, type TypedDataDomain, TypedDataEncoder, type TypedDataField } from 'ethers'
import { CommitteeMessageRefusedError } from '../../errors/secretErrors.ts'
import { recoverSigner } from '../../signature/recoverSigner.ts'
import type { Complaint, ComplaintContent, Deal, DealContent } from '../../wire/committee.ts'
import { hashContent } from './hashContent.ts'

/** A message of a trustee, before it is signed. */
export type TrusteeMessage =
  | { readonly kind: 'deal'; readonly content: DealContent }
  | { readonly kind: 'complaint'; readonly content: ComplaintContent }

/** What {@link signTrusteeMessage} takes. */
export type SignTrusteeMessageParameters<Message extends TrusteeMessage = TrusteeMessage> =
  Message & {
    /** The trustee's account; contracts' accounts (ERC-1271) cannot be trustees. */
    signer: Pick<Signer, 'signTypedData'>
  }

/** EIP-712 typed data, as a signer's `signTypedData` takes it. */
export type TrusteeMessageTypedData = {
  readonly domain: TypedDataDomain
  readonly types: Record<string, TypedDataField[]>
  readonly message: Record<string, string>
}

const types: Record<string, TypedDataField[]> = {
  TrusteeMessage: [
    { name: 'session', type: 'bytes32' },
    { name: 'kind', type: 'string' },
    { name: 'content', type: 'bytes32' },
  ],
}

/**
 * Returns what a trustee signs to say something in a key generation: `content` is the keccak256 of
 * the message's canonical JSON. A key generation is on no chain, so the domain names none.
 * Source: EIP-712; RFC 8785.
 */
export function trusteeMessageTypedData({
  kind,
  content,
}: TrusteeMessage): TrusteeMessageTypedData {
  return {
    domain: { name: 'Psephos committee', version: '1' },
    types,
    message: { session: content.session, kind, content: hashContent(content) },
  }
}

/**
 * Returns a trustee's message with the signature of their account.
 * @example
 * const content = createDeal({ keyGeneration, seed })
 * const deal = await signTrusteeMessage({ kind: 'deal', content, signer })
 */
export function signTrusteeMessage(
  parameters: SignTrusteeMessageParameters<Extract<TrusteeMessage, { kind: 'deal' }>>,
): Promise<Deal>
export function signTrusteeMessage(
  parameters: SignTrusteeMessageParameters<Extract<TrusteeMessage, { kind: 'complaint' }>>,
): Promise<Complaint>
export async function signTrusteeMessage({
  signer,
  ...unsigned
}: SignTrusteeMessageParameters): Promise<Deal | Complaint> {
  const { domain, types: fields, message } = trusteeMessageTypedData(unsigned)
  const signature = (await signer.signTypedData(domain, fields, message)).toLowerCase()
  return { ...unsigned.content, signature }
}

/** What {@link requireSignedBy} takes. */
export type RequireSignedByParameters = TrusteeMessage & {
  signature: string
  /** The trustee's address in lower case; undefined when nobody has the position. */
  address: string | undefined
  /** The session that it must be of. */
  session: string
}

/**
 * @throws {@link CommitteeMessageRefusedError} when a message is of another session, or it was not
 * signed by the trustee.
 */
export function requireSignedBy({
  signature,
  address,
  session,
  ...unsigned
}: RequireSignedByParameters): void {
  if (unsigned.content.session !== session) {
    throw new CommitteeMessageRefusedError({ reason: 'it is of another key generation' })
  }
  const { domain, types: fields, message } = trusteeMessageTypedData(unsigned)
  const digest = () => TypedDataEncoder.hash(domain, fields, message)
  const signer = recoverSigner({ digest, signature })
  if (signer.address === null) throw new CommitteeMessageRefusedError({ reason: signer.reason })
  if (signer.address !== address) {
    throw new CommitteeMessageRefusedError({ reason: 'another than the trustee signed it' })
  }
}
