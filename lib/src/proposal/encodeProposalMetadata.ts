import canonicalize from 'canonicalize'
import { MetadataMalformedError } from '../errors/proposalErrors.ts'
import type { ProposalMetadata } from '../wire/proposal.ts'
import { createRawCid } from './createRawCid.ts'
import { parseProposalMetadata } from './parseProposalMetadata.ts'

/** A proposal's metadata under its content's name. */
export type EncodedProposalMetadata = {
  /** CIDv1 (raw, sha2-256) in base32. */
  cid: string
  /** Canonical JSON (RFC 8785) as UTF-8: what the CID is the hash of. */
  bytes: Uint8Array
}

/**
 * Returns a proposal's metadata as canonical JSON (RFC 8785) with its CID: the same on every
 * machine.
 * @throws {@link MetadataMalformedError} when the metadata has the wrong form.
 * @example
 * const options = [{ title: 'Yes' }]
 * encodeProposalMetadata({ version: 1, title: 'A garden', body: '', options }).cid
 * // 'bafkreihpadr6vanll6bgvmzqe5mr2tpykz6cjzzbxrq3gnehq4g3bcgsuu'
 */
export function encodeProposalMetadata(metadata: ProposalMetadata): EncodedProposalMetadata {
  const bytes = encodeCanonicalJson(parseProposalMetadata(metadata))
  return { cid: createRawCid(bytes), bytes }
}

function encodeCanonicalJson(value: ProposalMetadata): Uint8Array {
  try {
    return new TextEncoder().encode(canonicalize(value))
  } catch (cause) {
    // RFC 8785 has no form for text with half a surrogate pair; everything else is ruled out by the
    // schema.
    throw new MetadataMalformedError({ reason: 'its text is not valid Unicode' }, { cause })
  }
}
