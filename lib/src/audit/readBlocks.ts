import type { Log } from 'ethers'
import type { ChainReader } from '../contracts/ChainReader.ts'
import { ChainReorganizedError } from '../errors/auditErrors.ts'
import { ChainUnavailableError } from '../errors/serverErrors.ts'
import type { AuditProgress } from './AuditReport.ts'
import type { Archive } from './wireArchive.ts'

/** Reads the blocks of events, each once, in their order. */
export async function readBlocks(
  reader: ChainReader,
  logs: readonly Log[],
  onProgress: ((progress: AuditProgress) => void) | undefined,
): Promise<Archive['blocks']> {
  const hashes = new Map(logs.map(({ blockNumber, blockHash }) => [blockNumber, blockHash]))
  let done = 0
  return reader.askEach([...hashes], async ([number, hash]) => {
    const block = await readBlock(reader, number)
    if (block.hash !== hash) throw new ChainReorganizedError({ block: number, hash })
    done += 1
    onProgress?.({ phase: 'blocks', done, total: hashes.size })
    return block
  })
}

/** Reads a block that the chain must have. */
export async function readBlock(
  reader: ChainReader,
  which: number | 'latest',
): Promise<Archive['block']> {
  const block = await reader.getBlock(which)
  if (block === null || block.hash === null) {
    throw new ChainUnavailableError({ chainId: reader.chainId })
  }
  return { number: block.number, hash: block.hash, timestamp: block.timestamp }
}
