import { encodeArchive } from './encodeArchive.ts'
import { findMetadata, type MetadataSource } from './findMetadata.ts'
import { type ReadElectionParameters, readElection } from './readElection.ts'

/** What {@link exportArchive} takes. */
export interface ExportArchiveParameters
  extends Omit<ReadElectionParameters, 'expectedChainId'>,
    MetadataSource {}

/**
 * Returns the text of a file that holds a whole election as it stands now: the proposal, the members at its
 * snapshot, every ballot with its proof, what the governor answers, what was executed, and where on the
 * chain all of it is. Whoever has the file can audit it without a node; whether it tells the truth about
 * the chain, a node says: {@link auditProposal} compares the two.
 * Nothing is checked here, so the file of a bad election says what was bad.
 * @throws {@link ChainUnavailableError} when the node does not answer.
 * @throws {@link ChainEventsMissingError} when it does not give events that must be there.
 * @throws {@link ChainReorganizedError} when the chain changed while it was read.
 * @throws {@link GovernorUnknownError} when there is no governor at the address.
 * @throws {@link ProposalUnknownError} when the governor knows no such proposal.
 * @throws {@link VotingNotOpenError} when its snapshot is not past.
 * @throws {@link MetadataMalformedError} when the metadata that is given is no text.
 * @example
 * const text = await exportArchive({ provider, governor, proposalId, fromBlock, metadata })
 * await writeFile('election.json', text)
 */
export async function exportArchive(parameters: ExportArchiveParameters): Promise<string> {
  return encodeArchive(await findMetadata(await readElection(parameters), parameters))
}
