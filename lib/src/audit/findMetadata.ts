import { MetadataMalformedError } from '../errors/proposalErrors.ts'
import { encodeProposalMetadata } from '../proposal/encodeProposalMetadata.ts'
import type { ProposalMetadata } from '../wire/proposal.ts'
import { readMetadataCid } from './checks/checkMetadata.ts'
import type { Archive } from './wireArchive.ts'

/** Where a proposal's metadata comes from. Nobody is believed: it must hash to what the proposal names. */
export interface MetadataSource {
  /** The metadata, as the bytes or the text of its document or as the object that they hold. */
  readonly metadata?: Uint8Array | string | ProposalMetadata | undefined
  /**
   * Fetches the metadata of a CID when it is not given, from a server or from IPFS; null when it is not to
   * be had. What it throws ends the audit.
   */
  readonly fetchMetadata?:
    | ((cid: string) => Promise<Uint8Array | string | ProposalMetadata | null>)
    | undefined
}

/**
 * Returns an election with its metadata.
 * @throws {@link MetadataMalformedError} when what is given is no text or no metadata.
 */
export async function findMetadata(
  election: Archive,
  { metadata, fetchMetadata }: MetadataSource,
): Promise<Archive> {
  if (metadata !== undefined) return { ...election, metadata: toText(metadata) }
  const cid = readMetadataCid(election.proposal.description)
  if (election.metadata !== null || cid === null || fetchMetadata === undefined) return election
  const fetched = await fetchMetadata(cid)
  return fetched === null ? election : { ...election, metadata: toText(fetched) }
}

function toText(metadata: Uint8Array | string | ProposalMetadata): string {
  if (typeof metadata === 'string') {
    if (!metadata.isWellFormed()) throw new MetadataMalformedError({ reason: 'it is not text' })
    return metadata
  }
  const bytes = metadata instanceof Uint8Array ? metadata : encodeProposalMetadata(metadata).bytes
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch (cause) {
    throw new MetadataMalformedError({ reason: 'it is not text' }, { cause })
  }
}
