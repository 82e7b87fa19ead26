import type { ChainReader } from '../contracts/ChainReader.ts'
import { readLogs } from '../contracts/readLogs.ts'
import { ChainEventsMissingError } from '../errors/auditErrors.ts'
import { TrusteeCommittees__factory } from '../generated/index.ts'
import type { SecretElection } from './wireArchive.ts'

/** What {@link readRegistration} takes. */
export interface ReadRegistrationParameters {
  /** `TrusteeCommittees`. */
  readonly registry: string
  readonly committee: string
  /** Where the proposal's DAO begins; the committee may be older. */
  readonly fromBlock: number
  readonly toBlock: number
}

const registryInterface = TrusteeCommittees__factory.createInterface()
const registered = registryInterface.getEvent('CommitteeRegistered')

/**
 * Reads what a committee was registered with, without checking it.
 * @throws {@link ChainEventsMissingError} when the node does not give the event.
 */
export async function readRegistration(
  reader: ChainReader,
  { registry, committee, fromBlock, toBlock }: ReadRegistrationParameters,
): Promise<SecretElection['committee']> {
  const ranges = [
    { fromBlock, toBlock },
    { fromBlock: 0, toBlock: fromBlock - 1 },
  ]
  for (const range of ranges) {
    const topics = [registered.topicHash, committee]
    for await (const { logs } of readLogs({ reader, address: registry, topics, ...range })) {
      const [log] = logs
      if (log === undefined) continue
      const { description, commitments } = registryInterface.decodeEventLog(
        registered,
        log.data,
        log.topics,
      )
      return {
        block: log.blockNumber,
        transaction: log.transactionHash,
        id: committee,
        session: description.session,
        trustees: [...description.trustees].map((trustee) => String(trustee).toLowerCase()),
        threshold: Number(description.threshold),
        // What is none is refused where it is checked.
        capacity: Number(description.capacity) as SecretElection['committee']['capacity'],
        keysHashes: [...description.keysHashes],
        verificationKeysHashes: [...description.verificationKeysHashes],
        commitmentsHash: description.commitmentsHash,
        commitments: [...commitments],
      }
    }
  }
  throw new ChainEventsMissingError({ event: registered.name, fromBlock: 0, toBlock })
}
