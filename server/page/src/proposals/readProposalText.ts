import {
  type ProposalMetadata,
  PsephosError,
  parseProposalDescription,
  verifyProposalMetadata,
  type WireProposal,
} from '@psephos/lib'

/** What a proposal says, and whether it is what the chain commits to. */
export type ProposalText =
  /** The metadata hashes to the CID in the on-chain description. */
  | { kind: 'metadata'; metadata: ProposalMetadata }
  /** The on-chain description is itself the text: a proposal that another tool made. */
  | { kind: 'onChain'; body: string }
  /** The description points at metadata that the server does not have. */
  | { kind: 'missing' }
  /** The server shows something else than the chain commits to. */
  | { kind: 'mismatch'; error: PsephosError }

/**
 * Returns a proposal's text once it is checked against the description that the proposal's id
 * commits to.
 */
export function readProposalText(
  proposal: Pick<WireProposal, 'description' | 'metadata' | 'optionCount'>,
): ProposalText {
  const { description, metadata, optionCount } = proposal
  let cid: string
  try {
    cid = parseProposalDescription(description).cid
  } catch {
    return { kind: 'onChain', body: description }
  }
  if (metadata === null) return { kind: 'missing' }
  try {
    verifyProposalMetadata({ metadata, cid })
  } catch (error) {
    if (error instanceof PsephosError) return { kind: 'mismatch', error }
    throw error
  }
  // Without a title for each option one could not know what one votes on.
  return metadata.options.length === optionCount
    ? { kind: 'metadata', metadata }
    : { kind: 'missing' }
}
