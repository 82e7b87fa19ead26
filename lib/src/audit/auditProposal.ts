import type { Provider } from 'ethers'
import { type ReadChainOptions, readChain } from '../contracts/ChainReader.ts'
import { ArchiveMismatchError } from '../errors/auditErrors.ts'
import { verifyProofs as verifyProofsHere } from '../proof/verifyProofs.ts'
import type { AuditProgress, AuditReport } from './AuditReport.ts'
import { type CheckElectionParameters, checkElection } from './checkElection.ts'
import type { VerifyProofs } from './checks/checkProofs.ts'
import type { VerifySecretBallots } from './checks/holdSecretProofs.ts'
import { encodeArchive } from './encodeArchive.ts'
import { findMetadata, type MetadataSource } from './findMetadata.ts'
import { parseArchive } from './parseArchive.ts'
import { readElection, readElectionFrom } from './readElection.ts'
import type { Archive } from './wireArchive.ts'

/** What an audit takes whatever it reads. */
export interface AuditOptions extends ReadChainOptions, MetadataSource {
  /**
   * A block at or before the deployment of group and governor, from which events are read; 0 by default,
   * which takes longer with a node that gives few blocks at a time.
   */
  readonly fromBlock?: number | undefined
  /** Verifies the proofs in another place, such as workers; {@link verifyProofs} on this thread by default. */
  readonly verifyProofs?: VerifyProofs | undefined
  /** The same for secret ballots; {@link verifySecretBallots} on this thread by default. */
  readonly verifySecretBallots?: VerifySecretBallots | undefined
  /** Called as the audit goes on. */
  readonly onProgress?: ((progress: AuditProgress) => void) | undefined
  /**
   * Called with the text of what is audited, as {@link exportArchive} writes it, once it is read: whoever
   * wants both need not read the chain twice.
   */
  readonly onArchive?: ((archive: string) => void) | undefined
}

/** What {@link auditProposal} takes: a node, or the text of an archive, or both. */
export type AuditProposalParameters = AuditOptions &
  (
    | {
        readonly provider: Provider
        readonly governor: string
        readonly proposalId: bigint
        readonly archive?: undefined
      }
    | {
        readonly provider?: Provider | undefined
        /** What {@link exportArchive} returned. */
        readonly archive: string
        /** Given with an archive, it must be of this governor and proposal. */
        readonly governor?: string | undefined
        readonly proposalId?: bigint | undefined
      }
  )

/**
 * Recomputes everything about a proposal's outcome that can be recomputed from public data, and reports of
 * each thing whether it is so: {@link auditCheckNames}. With a provider alone the chain is read. With an
 * archive alone everything is recomputed from the file, and the check `chain` says that it was not
 * compared: the verdict is then `incomplete` at best. With both the archive is audited, and whatever it
 * says of the chain is compared.
 *
 * What it rests on: the node (ask one that you trust, or two), Semaphore's trusted set-up (of a secret proposal that of its
 * circuits as well), and that the group's issuer enrolled each person once, which no chain can show. A bad election is reported, never
 * thrown.
 * @throws {@link ArchiveMalformedError} when the text is no archive.
 * @throws {@link ArchiveMismatchError} when the archive is of another governor or proposal.
 * @throws {@link ChainMismatchError} when the node is of another chain than the archive.
 * @throws {@link ChainUnavailableError} when the node does not answer.
 * @throws {@link ChainEventsMissingError} when it does not give events that must be there.
 * @throws {@link ChainReorganizedError} when the chain changed while it was read.
 * @throws {@link GovernorUnknownError} when there is no governor at the address.
 * @throws {@link ProposalUnknownError} when the governor knows no such proposal.
 * @throws {@link VotingNotOpenError} when its snapshot is not past.
 * @throws {@link MetadataMalformedError} when the metadata that is given is no text.
 * @example
 * const { verdict, checks } = await auditProposal({ provider, governor, proposalId, metadata })
 * verdict // 'confirmed'
 */
export async function auditProposal(parameters: AuditProposalParameters): Promise<AuditReport> {
  const { onProgress, onArchive, signal, verifySecretBallots } = parameters
  const { verifyProofs = verifyProofsHere } = parameters
  const { election: gathered, ...chain } = await gather(parameters)
  const election = await findMetadata(gathered, parameters)
  onArchive?.(encodeArchive(election))
  return checkElection({
    election,
    ...chain,
    verifyProofs,
    verifySecretBallots,
    onProgress: (progress) => onProgress?.({ phase: 'verification', ...progress }),
    signal,
  })
}

type Gathered = Pick<CheckElectionParameters, 'election' | 'chain' | 'heldBlock'>

async function gather(parameters: AuditProposalParameters): Promise<Gathered> {
  if (parameters.archive === undefined) {
    const chain = await readElection(parameters)
    return { election: chain, chain, heldBlock: chain.block }
  }
  const election = parseArchive(parameters.archive)
  requireSame(election, parameters)
  const { provider } = parameters
  if (provider === undefined) return { election, chain: null, heldBlock: null }
  const reading = { ...parameters, provider, expectedChainId: election.chainId }
  return readChain(reading, async (reader) => {
    const { governor, proposal, block } = election
    const heldBlock = await reader.getBlock(block.number)
    const chain = await readElectionFrom(reader, { ...reading, governor, proposalId: proposal.id })
    return { election, chain, heldBlock }
  })
}

function requireSame(
  election: Archive,
  { governor, proposalId }: { governor?: string | undefined; proposalId?: bigint | undefined },
): void {
  if (governor !== undefined && governor.toLowerCase() !== election.governor) {
    throw new ArchiveMismatchError({
      field: 'governor',
      value: election.governor,
      expected: governor.toLowerCase(),
    })
  }
  if (proposalId !== undefined && proposalId !== election.proposal.id) {
    throw new ArchiveMismatchError({
      field: 'proposalId',
      value: String(election.proposal.id),
      expected: String(proposalId),
    })
  }
}
