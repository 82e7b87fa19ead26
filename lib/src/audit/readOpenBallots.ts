import { type Log, toBeHex } from 'ethers'
import type { ChainReader } from '../contracts/ChainReader.ts'
import { readAllLogs } from '../contracts/readLogs.ts'
import type { PublishedProposal } from '../contracts/readProposal.ts'
import { PersonhoodGovernor__factory } from '../generated/index.ts'
import type { AuditProgress } from './AuditReport.ts'
import { type BallotEvent, findProofs } from './findProofs.ts'
import { readBlocks } from './readBlocks.ts'
import { readProofs } from './readProofs.ts'
import type { OpenArchive } from './wireArchive.ts'

/** What is asked for a proposal's ballots; both blocks are read. */
export interface ReadBallotsParameters {
  readonly governor: string
  readonly proposal: PublishedProposal
  /** The group in which proofs must hold, and its depth. */
  readonly electorate: { readonly root: bigint; readonly size: number; readonly proofDepth: number }
  readonly fromBlock: number
  readonly toBlock: number
  readonly onProgress?: ((progress: AuditProgress) => void) | undefined
}

const governorInterface = PersonhoodGovernor__factory.createInterface()
const cast = governorInterface.getEvent('BallotCast')
const replaced = governorInterface.getEvent('BallotReplaced')

/** Reads the open ballots that a governor says it counted, with their proofs. */
export async function readOpenBallots(
  reader: ChainReader,
  { governor, proposal, electorate, toBlock, onProgress }: ReadBallotsParameters,
): Promise<Pick<OpenArchive, 'version' | 'ballots' | 'blocks'>> {
  const logs = await readAllLogs({
    reader,
    address: governor,
    topics: [[cast.topicHash, replaced.topicHash], toBeHex(proposal.id, 32)],
    fromBlock: proposal.block,
    toBlock,
    onProgress: ({ done, total }) => onProgress?.({ phase: 'ballots', done, total }),
  })
  const blocks = await readBlocks(reader, logs, onProgress)
  const call = { governor, proposalId: proposal.id, electorate }
  const ballots = await readProofs(reader, {
    events: logs.map(decodeBallotLog),
    find: (hash, events) => findProofs(reader, { ...call, hash, events }),
    onProgress: ({ done, total }) => onProgress?.({ phase: 'proofs', done, total }),
  })
  return { version: 1, ballots, blocks }
}

function decodeBallotLog(log: Log): BallotEvent {
  const event = log.topics[0] === cast.topicHash ? cast : replaced
  const values = governorInterface.decodeEventLog(event, log.data, log.topics)
  return {
    block: log.blockNumber,
    transaction: log.transactionHash,
    logIndex: log.index,
    nullifier: values['nullifier'],
    revision: Number(values['revision']),
    replacedRevision: event === replaced ? Number(values['replacedRevision']) : null,
    words: [...values['words']],
  }
}
