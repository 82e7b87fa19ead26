import type { Provider } from 'ethers'
import { PersonhoodGovernor__factory } from '../generated/index.ts'
import { type ReadChainOptions, readChain } from './ChainReader.ts'
import { findBlockAt } from './findBlockAt.ts'
import { readAllLogs } from './readLogs.ts'

/** What {@link readMemberNullifiers} takes. */
export interface ReadMemberNullifiersParameters extends ReadChainOptions {
  readonly provider: Provider
  readonly governor: string
  /** The timepoint (seconds) at which the epoch began, as `proposalEpoch` of the governor says it. */
  readonly epoch: number
}

const governorInterface = PersonhoodGovernor__factory.createInterface()
const created = governorInterface.getEvent('MemberProposalCreated')

/**
 * Returns the nullifiers of all proposals that members have made since an epoch began. The node is
 * asked for all of them, and not for one's own, which would tell it who proposed what: whoever wants
 * to know which of their slots are spent compares them with {@link ballotNullifier} of each
 * {@link memberProposalScope}.
 * @throws {@link ChainUnavailableError} when the node does not answer.
 */
export async function readMemberNullifiers(
  parameters: ReadMemberNullifiersParameters,
): Promise<ReadonlySet<bigint>> {
  const { governor, epoch } = parameters
  return readChain(parameters, async (reader) => {
    const toBlock = await reader.ask((node) => node.getBlockNumber())
    const logs = await readAllLogs({
      reader,
      address: governor,
      topics: [created.topicHash],
      fromBlock: Math.max(0, await findBlockAt({ reader, timestamp: epoch, toBlock })),
      toBlock,
    })
    return new Set(
      logs.map(({ data, topics }) => {
        const { nullifier } = governorInterface.decodeEventLog(created, data, topics)
        return BigInt(nullifier)
      }),
    )
  })
}
