import { isCallException, type Provider } from 'ethers'
import {
  type ChainReader,
  isForeignAnswer,
  type ReadChainOptions,
  readChain,
} from '../contracts/ChainReader.ts'
import { findBlockAt } from '../contracts/findBlockAt.ts'
import { readAllLogs } from '../contracts/readLogs.ts'
import { readMembersFrom } from '../contracts/readMembers.ts'
import { createGovernorUnknown, readProposalFrom } from '../contracts/readProposal.ts'
import {
  ChainEventsMissingError,
  ChainReorganizedError,
  GovernorUnknownError,
} from '../errors/auditErrors.ts'
import { VotingNotOpenError } from '../errors/ballotErrors.ts'
import { ProposalUnknownError } from '../errors/proposalErrors.ts'
import { RequestMalformedError } from '../errors/serverErrors.ts'
import { PersonhoodGovernor__factory } from '../generated/index.ts'
import type { AuditProgress } from './AuditReport.ts'
import { readBlock } from './readBlocks.ts'
import { readExecution } from './readExecution.ts'
import { readOpenBallots } from './readOpenBallots.ts'
import { readOutcome } from './readOutcome.ts'
import { findSecretCommittee, readSecretElection } from './readSecretElection.ts'
import type { Archive } from './wireArchive.ts'

/** What {@link readElection} takes. */
export interface ReadElectionParameters extends ReadChainOptions {
  readonly provider: Provider
  readonly governor: string
  readonly proposalId: bigint
  /** The chain that it must be. */
  readonly expectedChainId?: number | undefined
  /** A block at or before the deployment of group and governor. */
  readonly fromBlock?: number | undefined
  readonly onProgress?: ((progress: AuditProgress) => void) | undefined
}

const governorInterface = PersonhoodGovernor__factory.createInterface()
const quorumUpdated = governorInterface.getEvent('QuorumNumeratorUpdated')

/**
 * Reads an election from the chain up to its latest block: what it has said in events, what people
 * brought to it, and what the governor answers. Nothing of it is checked here.
 */
export async function readElection(parameters: ReadElectionParameters): Promise<Archive> {
  return readChain(parameters, (reader) => readElectionFrom(reader, parameters))
}

/** {@link readElection} with a reader that stands already. */
export async function readElectionFrom(
  reader: ChainReader,
  { governor, proposalId, fromBlock = 0, onProgress }: Omit<ReadElectionParameters, 'provider'>,
): Promise<Archive> {
  const block = await readBlock(reader, 'latest')
  const { group, executor, outcome } = await readGovernor(reader, {
    governor,
    proposalId,
    block: block.number,
  })
  const toBlock = block.number
  const proposal = await readProposalFrom(reader, { governor, proposalId, fromBlock, toBlock })
  const { snapshot } = outcome
  const snapshotBlock = await findBlockAt({ reader, timestamp: snapshot, toBlock })
  const { members } = await readMembersFrom(reader, {
    group,
    fromBlock,
    toBlock: snapshotBlock,
    onProgress: ({ done, total }) => onProgress?.({ phase: 'members', done, total }),
  })
  if (members.length < outcome.size) {
    throw new ChainEventsMissingError({
      event: 'PersonEnrolled',
      fromBlock,
      toBlock: snapshotBlock,
    })
  }
  const quorumNumerator = await readQuorumNumerator(reader, {
    governor,
    fromBlock,
    toBlock: snapshotBlock,
  })
  const committee = await findSecretCommittee(reader, { governor, proposal })
  const asked = { governor, proposal, electorate: outcome, fromBlock, toBlock, onProgress }
  const counted =
    committee === null
      ? await readOpenBallots(reader, asked)
      : await readSecretElection(reader, { ...asked, committee }).catch((error: unknown) => {
          // A governor of somebody's own making may say that 17 options are secret.
          const isForeign = isForeignAnswer(error) || error instanceof RequestMalformedError
          throw isForeign ? createGovernorUnknown(governor, error) : error
        })
  const { lifecycle, execution, firstExecutor } = await readExecution(reader, {
    governor,
    proposalId,
    executor,
    fromBlock: proposal.block,
    toBlock,
  })
  const again = await reader.getBlock(block.number)
  if (again?.hash !== block.hash) {
    throw new ChainReorganizedError({ block: block.number, hash: block.hash })
  }
  return {
    format: 'psephos-archive',
    ...counted,
    chainId: reader.chainId,
    governor: governor.toLowerCase(),
    group,
    executor: firstExecutor,
    block,
    proposal: { ...proposal, calls: [...proposal.calls] },
    metadata: null,
    members: [...members],
    quorumNumerator,
    lifecycle,
    execution,
    outcome,
  }
}

async function readGovernor(
  reader: ChainReader,
  { governor, proposalId, block }: { governor: string; proposalId: bigint; block: number },
) {
  const contract = PersonhoodGovernor__factory.connect(governor, reader.provider)
  const at = { blockTag: block }
  try {
    const clock = await reader.call(() => contract.CLOCK_MODE(at))
    if (clock !== 'mode=timestamp') {
      throw new GovernorUnknownError({ governor, reason: `its clock is ${clock}` })
    }
    const group = (await reader.call(() => contract.group(at))).toLowerCase()
    const snapshot = Number(await reader.call(() => contract.proposalSnapshot(proposalId, at)))
    if (snapshot === 0) throw new ProposalUnknownError({ proposal: proposalId })
    const { timestamp } = await readBlock(reader, block)
    if (timestamp <= snapshot) {
      throw new VotingNotOpenError({ proposal: proposalId, state: 'pending' })
    }
    const outcome = await readOutcome(reader, { contract, proposalId, block, snapshot })
    return { group, outcome, executor: await readExecutor(reader, governor, block) }
  } catch (error) {
    throw isForeignAnswer(error) ? createGovernorUnknown(governor, error) : error
  }
}

/** A governor has a timelock, or a Safe, or executes itself. */
async function readExecutor(
  reader: ChainReader,
  governor: string,
  block: number,
): Promise<Archive['executor']> {
  for (const kind of ['timelock', 'safe'] as const) {
    const answer = await reader.ask(async (node) => {
      const data = kind === 'timelock' ? '0xd33219b4' : '0x186f0354'
      try {
        return await node.call({ to: governor, data, blockTag: block })
      } catch (error) {
        if (isCallException(error)) return '0x'
        throw error
      }
    })
    if (answer.length === 66) return { kind, address: `0x${answer.slice(26)}` }
  }
  return { kind: 'governor', address: governor.toLowerCase() }
}

async function readQuorumNumerator(
  reader: ChainReader,
  range: { governor: string; fromBlock: number; toBlock: number },
): Promise<number> {
  const { governor, ...blocks } = range
  const topics = [quorumUpdated.topicHash]
  const logs = await readAllLogs({ reader, address: governor, topics, ...blocks })
  const last = logs.at(-1)
  if (last === undefined) {
    throw new ChainEventsMissingError({ event: 'QuorumNumeratorUpdated', ...blocks })
  }
  const values = governorInterface.decodeEventLog(quorumUpdated, last.data, last.topics)
  return Number(values['newNumerator'])
}
