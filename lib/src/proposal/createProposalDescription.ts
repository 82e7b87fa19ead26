import { MetadataMalformedError } from '../errors/proposalErrors.ts'
import { wireProposalTitle } from '../wire/proposal.ts'

/** What {@link createProposalDescription} takes. */
export type CreateProposalDescriptionParameters = {
  /** One line of 1 to 200 characters, the same as in the metadata. */
  title: string
  /** The metadata's CID: {@link encodeProposalMetadata}. */
  cid: string
}

/**
 * Returns the description to propose on-chain. The proposal's id commits to it, and it commits to
 * the metadata.
 * @throws {@link MetadataMalformedError} when the title is empty, too long, or more than one line.
 * @example
 * createProposalDescription({ title: 'A garden', cid: 'bafkrei…' })
 * // 'A garden\n\nipfs://bafkrei…'
 */
export function createProposalDescription({
  title,
  cid,
}: CreateProposalDescriptionParameters): string {
  if (!wireProposalTitle.safeParse(title).success) {
    throw new MetadataMalformedError({
      reason: 'the title must be one line of 1 to 200 characters',
    })
  }
  return `${title}\n\nipfs://${cid}`
}
