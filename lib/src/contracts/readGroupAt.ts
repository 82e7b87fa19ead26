import { readChain } from './ChainReader.ts'
import { findBlockAt } from './findBlockAt.ts'
import { type ReadMembersParameters, readMembersFrom } from './readMembers.ts'

/** What {@link readGroupAt} takes. */
export interface ReadGroupAtParameters extends Omit<ReadMembersParameters, 'toBlock' | 'cursor'> {
  /** A timepoint (seconds) that is past, such as a proposal's snapshot. */
  readonly timepoint: number
}

/**
 * Returns the members of a group as they stood at a timepoint, from its events. Whether the node told
 * the truth, the root says: {@link verifyGroup}.
 * @throws {@link ChainUnavailableError} when the node does not answer.
 * @throws {@link ChainEventsMissingError} when the reading begins after the first enrolment, or the node
 * keeps no events that old.
 * @example
 * const { group, snapshot, root } = await readElectorate({ provider, governor, proposalId })
 * const members = await readGroupAt({ provider, group, timepoint: snapshot })
 * verifyGroup({ members, root })
 */
export async function readGroupAt(parameters: ReadGroupAtParameters): Promise<readonly bigint[]> {
  const { timepoint, ...reading } = parameters
  return readChain(parameters, async (reader) => {
    const latest = await reader.ask((node) => node.getBlockNumber())
    const toBlock = await findBlockAt({ reader, timestamp: timepoint, toBlock: latest })
    const { members } = await readMembersFrom(reader, { ...reading, toBlock })
    return members
  })
}
