import { ChainUnavailableError } from '../errors/serverErrors.ts'
import type { ChainReader } from './ChainReader.ts'

/** What {@link findBlockAt} takes. */
export interface FindBlockAtParameters {
  readonly reader: ChainReader
  /** Seconds since 1970. */
  readonly timestamp: number
  /** The last block to consider; its timestamp is not before `timestamp`. */
  readonly toBlock: number
}

/**
 * Returns the number of the last block whose timestamp is not after `timestamp`, in which the state as it
 * stood at that timepoint was complete; -1 when even the first block is later.
 */
export async function findBlockAt({
  reader,
  timestamp,
  toBlock,
}: FindBlockAtParameters): Promise<number> {
  let [known, unknown] = [-1, toBlock + 1]
  while (unknown - known > 1) {
    const middle = Math.floor((known + unknown) / 2)
    const block = await reader.getBlock(middle)
    if (block === null) throw new ChainUnavailableError({ chainId: reader.chainId })
    if (block.timestamp <= timestamp) known = middle
    else unknown = middle
  }
  return known
}
