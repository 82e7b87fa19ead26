import { MetadataMalformedError, MetadataMismatchError } from '../errors/proposalErrors.ts'
import { parseUntrustedJson } from '../json/parseUntrustedJson.ts'
import type { ProposalMetadata } from '../wire/proposal.ts'
import { createRawCid } from './createRawCid.ts'
import { encodeProposalMetadata } from './encodeProposalMetadata.ts'
import { parseProposalMetadata } from './parseProposalMetadata.ts'

/** What {@link verifyProposalMetadata} takes. */
export type VerifyProposalMetadataParameters = {
  /** The document, as its bytes or as the object that they hold. */
  metadata: Uint8Array | ProposalMetadata
  /** The CID in the proposal's on-chain description. */
  cid: string
}

/**
 * Returns a proposal's metadata once it is known to be what the chain commits to, so that a server
 * cannot show voters other words or another order of the options.
 * @throws {@link MetadataMismatchError} when it does not hash to `cid`.
 * @throws {@link MetadataMalformedError} when it does, but is not the canonical JSON of a
 * proposal's metadata.
 * @example
 * const { metadata } = await client.getMetadata({ cid })
 * verifyProposalMetadata({ metadata, cid }).title
 */
export function verifyProposalMetadata({
  metadata,
  cid,
}: VerifyProposalMetadataParameters): ProposalMetadata {
  if (metadata instanceof Uint8Array) {
    requireCid(createRawCid(metadata), cid)
    const parsed = parseProposalMetadata(parseJson(metadata))
    if (encodeProposalMetadata(parsed).cid !== cid) {
      throw new MetadataMalformedError({ reason: 'it is not canonical JSON' })
    }
    return parsed
  }
  requireCid(encodeProposalMetadata(metadata).cid, cid)
  return metadata
}

function requireCid(cid: string, expectedCid: string): void {
  if (cid !== expectedCid) throw new MetadataMismatchError({ cid, expectedCid })
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return parseUntrustedJson(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (cause) {
    throw new MetadataMalformedError({ reason: 'it is not JSON' }, { cause })
  }
}
