import { type Log, type Provider, toBeHex } from 'ethers'
import { ChainEventsMissingError } from '../errors/auditErrors.ts'
import { CommitteeMalformedError } from '../errors/secretErrors.ts'
import { TrusteeCommittees__factory } from '../generated/index.ts'
import { hashCommittee } from '../secret/committee/committeeTypedData.ts'
import { type RegisteredCommittee, wireRegisteredCommittee } from '../wire/secrecy.ts'
import { type ChainReader, type ReadChainOptions, readChain } from './ChainReader.ts'
import { readLogs } from './readLogs.ts'

/** What {@link readCommittee} takes. */
export interface ReadCommitteeParameters extends ReadChainOptions {
  readonly provider: Provider
  /** The address of `TrusteeCommittees`. */
  readonly registry: string
  /** The committee's id, as proposals name it. */
  readonly committee: string
  /** A block at or before its registration; 0 by default. */
  readonly fromBlock?: number | undefined
}

const registryInterface = TrusteeCommittees__factory.createInterface()
const registered = registryInterface.getEvent('CommitteeRegistered')

/**
 * Returns a registered committee from its event, once what it says hashes to its id: the node need not be believed, and every key follows
 * ({@link deriveCommitteeKeys}).
 * @throws {@link ChainEventsMissingError} when the node gives no such event.
 * @throws {@link CommitteeMalformedError} when what the registry took does not follow from its commitments: t trustees have then
 * confirmed something false, and no ballot for it can be opened.
 * @throws {@link ChainUnavailableError} when the node does not answer.
 * @example
 * const committee = await readCommittee({ provider, registry, committee: proposal.committee })
 * const { electionKeys } = deriveCommitteeKeys(committee)
 */
export async function readCommittee(
  parameters: ReadCommitteeParameters,
): Promise<RegisteredCommittee> {
  return readChain(parameters, (reader) => readCommitteeFrom(reader, parameters))
}

/** {@link readCommittee} with a reader that stands already. */
export async function readCommitteeFrom(
  reader: ChainReader,
  { registry, committee, fromBlock = 0 }: Omit<ReadCommitteeParameters, 'provider'>,
): Promise<RegisteredCommittee> {
  const toBlock = await reader.ask((node) => node.getBlockNumber())
  const topics = [registered.topicHash, committee]
  for await (const { logs } of readLogs({
    reader,
    address: registry,
    topics,
    fromBlock,
    toBlock,
  })) {
    const [log] = logs
    if (log !== undefined) return decodeCommittee(log, committee)
  }
  throw new ChainEventsMissingError({ event: registered.name, fromBlock, toBlock })
}

/** {@link readCommitteeFrom} a block on, or from 0 on: a committee may be older than the DAO. */
export async function findCommittee(
  reader: ChainReader,
  asked: { registry: string; committee: string; fromBlock: number },
): Promise<RegisteredCommittee> {
  try {
    return await readCommitteeFrom(reader, asked)
  } catch (error) {
    if (!(error instanceof ChainEventsMissingError) || asked.fromBlock === 0) throw error
    return readCommitteeFrom(reader, { ...asked, fromBlock: 0 })
  }
}

function decodeCommittee(log: Log, id: string): RegisteredCommittee {
  const { description, commitments } = registryInterface.decodeEventLog(
    registered,
    log.data,
    log.topics,
  )
  const words = [...commitments].map(String)
  const threshold = Number(description.threshold)
  const points = Array.from({ length: words.length / 2 }, (_, index) => ({
    x: words[2 * index],
    y: words[2 * index + 1],
  }))
  const parsed = wireRegisteredCommittee.safeParse({
    session: description.session,
    threshold,
    trustees: [...description.trustees],
    commitments: Array.from({ length: points.length / threshold }, (_, position) =>
      points.slice(position * threshold, (position + 1) * threshold),
    ),
  })
  if (!parsed.success || hashCommittee(parsed.data) !== toBeHex(id, 32)) {
    throw new CommitteeMalformedError({ reason: 'it is not what its commitments say' })
  }
  return parsed.data
}
