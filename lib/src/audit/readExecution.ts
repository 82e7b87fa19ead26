import { AbiCoder, Interface, type Log, toBeHex } from 'ethers'
import type { ChainReader } from '../contracts/ChainReader.ts'
import { timelockSalt } from '../contracts/hashTimelockOperation.ts'
import { readAllLogs } from '../contracts/readLogs.ts'
import { PersonhoodGovernor__factory, TimelockController__factory } from '../generated/index.ts'
import type { Archive, Place } from './wireArchive.ts'

/** What {@link readExecution} takes; both blocks are read. */
export interface ReadExecutionParameters {
  readonly governor: string
  readonly proposalId: bigint
  /** Who executes at `toBlock`. */
  readonly executor: Archive['executor']
  /** The block of the proposal. */
  readonly fromBlock: number
  readonly toBlock: number
}

/** What became of a proposal. */
export interface ReadExecution extends Pick<Archive, 'lifecycle' | 'execution'> {
  /** Who executed when the proposal was published. */
  readonly firstExecutor: Archive['executor']
}

const governorInterface = PersonhoodGovernor__factory.createInterface()
const timelockInterface = TimelockController__factory.createInterface()
/** Of a Safe whose chain has no cheap traces (`SafeL2`), and of GovernorSafe. */
const safeInterface = new Interface([
  'event SafeUpdated(address indexed oldSafe, address indexed newSafe)',
  'event SafeModuleTransaction(address module, address to, uint256 value, bytes data, uint8 operation)',
])

const SAFE_CALL = ['address', 'address', 'uint256', 'bytes', 'uint8']

const topicOf = (contract: Interface, event: string): string =>
  contract.getEvent(event)?.topicHash ?? ''
const topics = {
  queued: topicOf(governorInterface, 'ProposalQueued'),
  executed: topicOf(governorInterface, 'ProposalExecuted'),
  canceled: topicOf(governorInterface, 'ProposalCanceled'),
  timelockChange: topicOf(governorInterface, 'TimelockChange'),
  safeUpdated: topicOf(safeInterface, 'SafeUpdated'),
  salt: topicOf(timelockInterface, 'CallSalt'),
  call: topicOf(timelockInterface, 'CallExecuted'),
  operationCanceled: topicOf(timelockInterface, 'Cancelled'),
  safeCall: topicOf(safeInterface, 'SafeModuleTransaction'),
}

/** Reads what became of a proposal from the events of the governor and of who executes for it. */
export async function readExecution(
  reader: ChainReader,
  { governor, proposalId, executor, fromBlock, toBlock }: ReadExecutionParameters,
): Promise<ReadExecution> {
  const range = { reader, fromBlock, toBlock }
  const ended = [topics.queued, topics.executed, topics.canceled]
  const changed = [topics.timelockChange, topics.safeUpdated]
  const logs = await readAllLogs({ ...range, address: governor, topics: [[...ended, ...changed]] })
  const last = (topic: string): Place | null => {
    const id = toBeHex(proposalId, 32)
    const found = logs.filter((log) => log.topics[0] === topic && log.data.slice(0, 66) === id)
    return toPlace(found.at(-1))
  }
  const changes = logs.filter((log) => changed.includes(log.topics[0] ?? ''))
  const executors = [executor.address, ...changes.flatMap(readAddresses)]
  const [first = executor.address] = changes.flatMap(readAddresses)
  const executed = last(topics.executed)
  const done =
    executor.kind === 'timelock'
      ? await readTimelock({ ...range, governor, proposalId, timelocks: [...new Set(executors)] })
      : await readSafe(reader, { governor, proposalId, safes: new Set(executors), executed })
  return {
    lifecycle: {
      queued: last(topics.queued),
      executed,
      canceled: last(topics.canceled),
      operationCanceled: done.operationCanceled,
    },
    execution: done.execution,
    firstExecutor: { kind: executor.kind, address: first },
  }
}

interface Done {
  readonly execution: Archive['execution']
  readonly operationCanceled: Place | null
}

/** Everything that was scheduled with the proposal's salt, whatever its calls, and what ran of it. */
async function readTimelock({
  governor,
  proposalId,
  timelocks,
  ...range
}: {
  reader: ChainReader
  fromBlock: number
  toBlock: number
  governor: string
  proposalId: bigint
  timelocks: string[]
}): Promise<Done> {
  const salt = timelockSalt({ governor, proposalId })
  const salts = await readAllLogs({ ...range, address: timelocks, topics: [topics.salt] })
  const operations = salts
    .filter(({ data }) => data === salt)
    .map((log) => ({ ...placeOf(log), id: log.topics[1] ?? '' }))
  if (operations.length === 0) {
    return { execution: { operations, calls: [] }, operationCanceled: null }
  }
  const logs = await readAllLogs({
    ...range,
    address: timelocks,
    topics: [[topics.call, topics.operationCanceled], operations.map(({ id }) => id)],
  })
  const calls = logs
    .filter((log) => log.topics[0] === topics.call)
    .map((log) => {
      const values = timelockInterface.decodeEventLog('CallExecuted', log.data, log.topics)
      const { target, value, data } = values
      return { ...placeOf(log), target: String(target).toLowerCase(), value, calldata: data }
    })
  const canceled = logs.filter((log) => log.topics[0] === topics.operationCanceled)
  return { execution: { operations, calls }, operationCanceled: toPlace(canceled.at(-1)) }
}

/** A Safe says which calls it makes only if it is one that logs them. */
async function readSafe(
  { ask }: ChainReader,
  {
    governor,
    proposalId,
    safes,
    executed,
  }: {
    governor: string
    proposalId: bigint
    safes: ReadonlySet<string>
    executed: Place | null
  },
): Promise<Done> {
  const operations: Archive['execution']['operations'] = []
  if (executed === null) return { execution: { operations, calls: [] }, operationCanceled: null }
  const receipt = await ask((node) => node.getTransactionReceipt(executed.transaction))
  const execution = { operations, calls: findSafeCalls(receipt?.logs ?? [], executed) }
  return { execution, operationCanceled: null }

  /** A governor says that it executed a proposal after the calls: those of another come before that. */
  function findSafeCalls(logs: readonly Log[], place: Place): Archive['execution']['calls'] {
    let calls: NonNullable<Archive['execution']['calls']> = []
    for (const log of logs) {
      const address = log.address.toLowerCase()
      if (address === governor.toLowerCase() && log.topics[0] === topics.executed) {
        if (BigInt(log.data) === proposalId) break
        calls = []
      }
      if (!safes.has(address) || log.topics[0] !== topics.safeCall) continue
      const values = AbiCoder.defaultAbiCoder().decode(SAFE_CALL, log.data)
      const [module, target, value, calldata] = values
      if (String(module).toLowerCase() !== governor.toLowerCase()) continue
      calls.push({ ...place, target: String(target).toLowerCase(), value, calldata })
    }
    return calls.length === 0 ? null : calls
  }
}

/** The addresses before and after a change, whichever way the event has them. */
function readAddresses({ topics: [, ...indexed], data }: Log): string[] {
  const words = [...indexed, ...(data.slice(2).match(/.{64}/g) ?? [])]
  return words.map((word) => `0x${word.slice(-40)}`)
}

function placeOf({ blockNumber, transactionHash }: Log): Place {
  return { block: blockNumber, transaction: transactionHash }
}

function toPlace(log: Log | undefined): Place | null {
  return log === undefined ? null : placeOf(log)
}
