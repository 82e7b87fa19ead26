import type { Log, Provider } from 'ethers'
import { ChainEventsMissingError } from '../errors/auditErrors.ts'
import { PersonhoodGroup__factory } from '../generated/index.ts'
import { type ChainReader, type ReadChainOptions, readChain } from './ChainReader.ts'
import { readLogs } from './readLogs.ts'

/** A group's members as they stood at the end of a block: where a later reading goes on. */
export interface MembersAt {
  /** The block's number; -1 before the first. */
  readonly block: number
  /** The commitments by their place, rotated ones in the place of those they replaced. */
  readonly members: readonly bigint[]
}

/** What {@link readMembers} takes. */
export interface ReadMembersParameters extends ReadChainOptions {
  readonly provider: Provider
  /** The address of the `PersonhoodGroup`. */
  readonly group: string
  /** The block in which the group was deployed or an earlier one; 0 by default, which may take longer. */
  readonly fromBlock?: number | undefined
  /** The last block to read; the latest by default. */
  readonly toBlock?: number | undefined
  /** What an earlier reading returned or said of its progress: only what came later is read. */
  readonly cursor?: MembersAt | undefined
  /** Called after each range of blocks; `cursor()` is what to go on from, should the reading stop here. */
  readonly onProgress?:
    | ((progress: { done: number; total: number; cursor: () => MembersAt }) => void)
    | undefined
}

const groupInterface = PersonhoodGroup__factory.createInterface()
const enrolled = groupInterface.getEvent('PersonEnrolled')
const rotated = groupInterface.getEvent('PersonRotated')

/**
 * Returns the members of a group from its events `PersonEnrolled` and `PersonRotated`. Whether the node
 * told the truth, the root says: {@link verifyGroup}.
 * @throws {@link ChainUnavailableError} when the node does not answer.
 * @throws {@link ChainEventsMissingError} when the reading begins after the first enrolment, or the node
 * keeps no events that old.
 * @example
 * const { members } = await readMembers({ provider, group, fromBlock: deploymentBlock })
 * verifyGroup({ members, root: await PersonhoodGroup__factory.connect(group, provider).root() })
 */
export async function readMembers(parameters: ReadMembersParameters): Promise<MembersAt> {
  return readChain(parameters, async (reader) => {
    const toBlock = parameters.toBlock ?? (await reader.ask((node) => node.getBlockNumber()))
    return readMembersFrom(reader, { ...parameters, toBlock })
  })
}

/** {@link readMembers} with a reader that stands already. */
export async function readMembersFrom(
  reader: ChainReader,
  {
    group,
    fromBlock = 0,
    toBlock,
    cursor = { block: fromBlock - 1, members: [] },
    onProgress,
  }: Pick<ReadMembersParameters, 'group' | 'fromBlock' | 'cursor' | 'onProgress'> & {
    readonly toBlock: number
  },
): Promise<MembersAt> {
  const members = [...cursor.members]
  const start = cursor.block + 1
  const pages = readLogs({
    reader,
    address: group,
    topics: [[enrolled.topicHash, rotated.topicHash]],
    fromBlock: start,
    toBlock,
  })
  for await (const page of pages) {
    for (const log of page.logs) {
      const { commitment, index } = decodeChange(log)
      if (index > members.length) {
        throw new ChainEventsMissingError({ event: 'PersonEnrolled', fromBlock, toBlock })
      }
      members[index] = commitment
    }
    onProgress?.({
      done: page.toBlock - start + 1,
      total: toBlock - start + 1,
      cursor: () => ({ block: page.toBlock, members: [...members] }),
    })
  }
  return { block: Math.max(toBlock, cursor.block), members }
}

function decodeChange({ topics, data }: Log): { commitment: bigint; index: number } {
  const event = topics[0] === enrolled.topicHash ? enrolled : rotated
  const values = groupInterface.decodeEventLog(event, data, topics)
  return { commitment: values['commitment'], index: Number(values['index']) }
}
