import type { Log, TopicFilter } from 'ethers'
import { ChainUnavailableError } from '../errors/serverErrors.ts'
import type { ChainReader } from './ChainReader.ts'

/** What most nodes take at most is less; those without a limit answer at once. */
const FIRST_RANGE = 1_000_000

/** What {@link readLogs} takes; both blocks are read. */
export interface ReadLogsParameters {
  readonly reader: ChainReader
  /** One contract or several. */
  readonly address: string | string[]
  readonly topics: TopicFilter
  readonly fromBlock: number
  readonly toBlock: number
  /** Called after each range. */
  readonly onProgress?: ((progress: { done: number; total: number }) => void) | undefined
}

/** The events of one range of blocks, in the order of the chain. */
export interface LogPage {
  readonly logs: readonly Log[]
  /** The last block of the range: whoever stops here goes on with the next one. */
  readonly toBlock: number
}

/**
 * Gives the events of a range of blocks, range by range. A node that refuses a range, for its length
 * or for the number of its events, is asked for an eighth of it, and what it refused once is not asked
 * for again.
 * @throws {@link ChainUnavailableError} when it refuses a single block.
 */
export async function* readLogs({
  reader,
  address,
  topics,
  fromBlock,
  toBlock,
  onProgress,
}: ReadLogsParameters): AsyncGenerator<LogPage> {
  const total = Math.max(0, toBlock - fromBlock + 1)
  let most = FIRST_RANGE
  let range = FIRST_RANGE
  for (let start = fromBlock; start <= toBlock; ) {
    const end = Math.min(start + range - 1, toBlock)
    const logs = await readRange({ reader, address, topics, fromBlock: start, toBlock: end })
    if (logs === null) {
      const refused = end - start + 1
      most = Math.max(1, Math.floor(refused / 2))
      range = Math.min(most, Math.max(1, Math.floor(refused / 8)))
      continue
    }
    yield { logs: [...logs].sort(compareLogs), toBlock: end }
    onProgress?.({ done: end - fromBlock + 1, total })
    start = end + 1
    range = Math.min(most, range * 2)
  }
}

/** Returns all events of a range of blocks: {@link readLogs}. */
export async function readAllLogs(parameters: ReadLogsParameters): Promise<Log[]> {
  const pages: (readonly Log[])[] = []
  for await (const { logs } of readLogs(parameters)) pages.push(logs)
  return pages.flat()
}

/** Returns the events, or null when the node refuses a range that can be shortened. */
async function readRange({
  reader,
  address,
  topics,
  fromBlock,
  toBlock,
}: ReadLogsParameters): Promise<Log[] | null> {
  try {
    return await reader.ask((node) => node.getLogs({ address, topics, fromBlock, toBlock }))
  } catch (error) {
    // How a node says that a range is too long differs from one to the next, so any failure counts.
    if (error instanceof ChainUnavailableError && fromBlock < toBlock) return null
    throw error
  }
}

function compareLogs(one: Log, other: Log): number {
  return one.blockNumber - other.blockNumber || one.index - other.index
}
