import { AbiCoder, hexlify, type Log, type Provider, toBeHex, toUtf8String } from 'ethers'
import { ChainEventsMissingError, GovernorUnknownError } from '../errors/auditErrors.ts'
import { ProposalUnknownError } from '../errors/proposalErrors.ts'
import { PersonhoodGovernor__factory } from '../generated/index.ts'
import {
  type ChainReader,
  isForeignAnswer,
  type ReadChainOptions,
  readChain,
} from './ChainReader.ts'
import { readAllLogs, readLogs } from './readLogs.ts'

/** A call of a proposal, and the option with which it runs. */
export interface ProposalCall {
  readonly option: number
  /** In lower case. */
  readonly target: string
  /** In wei. */
  readonly value: bigint
  readonly calldata: string
}

/** A proposal as its events tell of it: nothing of it ever changes. */
export interface PublishedProposal {
  readonly id: bigint
  /** In lower case; the governor itself where a member proposed without a name. */
  readonly proposer: string
  readonly calls: readonly ProposalCall[]
  /** The description's bytes in hex: they may be no text. {@link parseProposalDescription} reads the text. */
  readonly description: string
  readonly optionCount: number
  /** The budget of a ballot, from 1 to 65 535. */
  readonly voiceCredits: number
  /** The most options that may pass; 0 = no limit. */
  readonly maxWinners: number
  /** The timepoint (seconds) of the group that may vote; voting opens after it. */
  readonly snapshot: number
  /** The last timepoint (seconds) at which ballots count. */
  readonly deadline: number
  /** Where it was published. */
  readonly block: number
  readonly transaction: string
}

/** What {@link readProposal} takes. */
export interface ReadProposalParameters extends ReadChainOptions {
  readonly provider: Provider
  readonly governor: string
  readonly proposalId: bigint
  /** A block at or before the proposal's, such as that of the governor's deployment; 0 by default. */
  readonly fromBlock?: number | undefined
}

const governorInterface = PersonhoodGovernor__factory.createInterface()
const layoutEvent = governorInterface.getEvent('ProposalOptionsCreated')
const createdEvent = governorInterface.getEvent('ProposalCreated')
/** As the event has it, but with the description as bytes: ethers refuses bytes that are no text. */
const CREATED = [
  'uint256',
  'address',
  'address[]',
  'uint256[]',
  'bytes[]',
  'bytes[]',
  'uint256',
  'uint256',
  'bytes',
]

/**
 * Returns a proposal with the calls of its options, from the governor's events.
 * @throws {@link ChainUnavailableError} when the node does not answer.
 * @throws {@link GovernorUnknownError} when there is no governor at the address.
 * @throws {@link ProposalUnknownError} when the governor knows no such proposal.
 * @throws {@link ChainEventsMissingError} when it does, but its events are not found from `fromBlock` on.
 * @example
 * const { calls, deadline } = await readProposal({ provider, governor, proposalId })
 */
export async function readProposal(parameters: ReadProposalParameters): Promise<PublishedProposal> {
  const { provider, governor, proposalId, fromBlock } = parameters
  const contract = PersonhoodGovernor__factory.connect(governor, provider)
  return readChain(parameters, async (reader) => {
    const snapshot = await reader
      .call(() => contract.proposalSnapshot(proposalId))
      .catch((error: unknown) => {
        throw isForeignAnswer(error) ? createGovernorUnknown(governor, error) : error
      })
    if (snapshot === 0n) throw new ProposalUnknownError({ proposal: proposalId })
    const toBlock = await reader.ask((node) => node.getBlockNumber())
    return readProposalFrom(reader, { governor, proposalId, fromBlock, toBlock })
  })
}

/** What a call of the governor failed with says that there is none. */
export function createGovernorUnknown(governor: string, cause: Error): GovernorUnknownError {
  const reason = 'it does not answer as a governor does'
  return new GovernorUnknownError({ governor, reason }, { cause })
}

/** {@link readProposal} of a proposal that is known to exist, with a reader that stands already. */
export async function readProposalFrom(
  reader: ChainReader,
  {
    governor,
    proposalId,
    fromBlock = 0,
    toBlock,
  }: Pick<ReadProposalParameters, 'governor' | 'proposalId' | 'fromBlock'> & {
    readonly toBlock: number
  },
): Promise<PublishedProposal> {
  const layoutLog = await findLayout(reader, { governor, proposalId, fromBlock, toBlock })
  const created = await readAllLogs({
    reader,
    address: governor,
    topics: [createdEvent.topicHash],
    fromBlock: layoutLog.blockNumber,
    toBlock: layoutLog.blockNumber,
  })
  const found = created
    .map((log) => AbiCoder.defaultAbiCoder().decode(CREATED, log.data))
    .find(([id]) => id === proposalId)
  if (found === undefined) {
    const event = 'ProposalCreated'
    throw new ChainEventsMissingError({ event, fromBlock: layoutLog.blockNumber, toBlock })
  }
  const layout = governorInterface.decodeEventLog(layoutEvent, layoutLog.data, layoutLog.topics)
  const [, proposer, targets, values, , calldatas, snapshot, deadline, description] = found
  return {
    id: proposalId,
    proposer: String(proposer).toLowerCase(),
    calls: [...targets].map((target, call) => ({
      option: Number(layout['callOptions'][call] ?? 0),
      target: String(target).toLowerCase(),
      value: BigInt(values[call]),
      calldata: hexlify(calldatas[call]),
    })),
    description: hexlify(description),
    optionCount: Number(layout['optionCount']),
    voiceCredits: Number(layout['voiceCredits']),
    maxWinners: Number(layout['maxWinners']),
    snapshot: Number(snapshot),
    deadline: Number(deadline),
    block: layoutLog.blockNumber,
    transaction: layoutLog.transactionHash,
  }
}

/** Its id is indexed in the event of the layout, not in the Governor's own. */
async function findLayout(
  reader: ChainReader,
  range: { governor: string; proposalId: bigint; fromBlock: number; toBlock: number },
): Promise<Log> {
  const { governor, proposalId, fromBlock, toBlock } = range
  const pages = readLogs({
    reader,
    address: governor,
    topics: [layoutEvent.topicHash, toBeHex(proposalId, 32)],
    fromBlock,
    toBlock,
  })
  for await (const { logs } of pages) {
    if (logs[0] !== undefined) return logs[0]
  }
  throw new ChainEventsMissingError({ event: 'ProposalOptionsCreated', fromBlock, toBlock })
}

/** Returns a description as text, or null when its bytes are none. */
export function readDescriptionText(description: string): string | null {
  try {
    return toUtf8String(description)
  } catch {
    return null
  }
}
