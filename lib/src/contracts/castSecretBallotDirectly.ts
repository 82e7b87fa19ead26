import { type Signer, toBeHex } from 'ethers'
import { ChainEventsMissingError } from '../errors/auditErrors.ts'
import { RevisionNotHigherError } from '../errors/ballotErrors.ts'
import { ChainUnavailableError } from '../errors/serverErrors.ts'
import { PersonhoodGovernor__factory, SecretBallotBox__factory } from '../generated/index.ts'
import type { WireSecretBallot } from '../wire/secretBallot.ts'
import { type ChainReader, type ReadChainOptions, readChain } from './ChainReader.ts'
import type { DirectBallot } from './castBallotDirectly.ts'
import { decodeRevert } from './decodeRevert.ts'
import { readAllLogs } from './readLogs.ts'
import { toContractSecretBallot } from './toContractSecretBallot.ts'

/** What {@link castSecretBallotDirectly} takes. */
export interface CastSecretBallotDirectlyParameters extends ReadChainOptions {
  /** Who pays: any account, which then stands beside the ballot for ever. Not one that is known to be the voter's. */
  readonly signer: Signer
  /** The governor's address. */
  readonly governor: string
  readonly proposalId: bigint
  /** What {@link generateSecretBallot} returned. */
  readonly ballot: WireSecretBallot
  /** A block at or before the proposal's, from which an earlier ballot is looked for; 0 by default. */
  readonly fromBlock?: number | undefined
}

const boxInterface = SecretBallotBox__factory.createInterface()

/**
 * Casts a secret ballot on-chain without any server, into the ballot box that the governor names, and waits until it is counted. One that
 * replaces an earlier ballot brings its points along; they are read from the box's events.
 * @throws {@link ChainUnavailableError} when the node does not answer, or the signer has none.
 * @throws {@link ChainEventsMissingError} when the ballot to replace is not found from `fromBlock` on.
 * @throws {@link RevisionNotHigherError} when this or a later revision is counted already.
 * @throws {@link BallotProofInvalidError} … whatever the box says against it: {@link decodeRevert}. Nothing is sent then.
 * @example
 * const { transaction } = await castSecretBallotDirectly({ signer, governor, proposalId, ballot })
 */
export async function castSecretBallotDirectly(
  parameters: CastSecretBallotDirectlyParameters,
): Promise<DirectBallot> {
  const { provider } = parameters.signer
  if (provider === null) throw new ChainUnavailableError({ chainId: null })
  try {
    return await readChain({ ...parameters, provider }, (reader) => cast(reader, parameters))
  } catch (error) {
    throw decodeRevert(error) ?? error
  }
}

async function cast(
  reader: ChainReader,
  parameters: CastSecretBallotDirectlyParameters,
): Promise<DirectBallot> {
  const { signer, governor, proposalId, ballot } = parameters
  const { revision, proof } = ballot
  const address = await reader.call(() =>
    PersonhoodGovernor__factory.connect(governor, signer).secretBallotBox(),
  )
  const box = SecretBallotBox__factory.connect(address, signer)
  const held = await reader.call(() => box.secretBallotOf(governor, proposalId, proof.nullifier))
  const heldRevision = Number(held.revision)
  if (held.counted && revision <= heldRevision) {
    throw new RevisionNotHigherError({ revision, heldRevision })
  }
  const replacedPoints = held.counted ? await readReplacedPoints(reader, address, parameters) : []
  const call = [governor, proposalId, toContractSecretBallot({ ballot, replacedPoints })] as const
  const gas = await reader.call(() => box.castSecretBallot.estimateGas(...call))
  // Another ballot that is mined first may change what this one costs.
  const gasLimit = (gas * 6n) / 5n
  const response = await reader.call(() => box.castSecretBallot(...call, { gasLimit }))
  const receipt = await reader.call(() => response.wait())
  return {
    nullifier: proof.nullifier,
    revision,
    transaction: response.hash,
    block: receipt?.blockNumber ?? 0,
  }
}

/** The points of the ballot that counts for this nullifier, as its latest event has them. */
async function readReplacedPoints(
  reader: ChainReader,
  box: string,
  { governor, proposalId, ballot, fromBlock = 0 }: CastSecretBallotDirectlyParameters,
): Promise<bigint[]> {
  const cast = boxInterface.getEvent('SecretBallotCast')
  const replaced = boxInterface.getEvent('SecretBallotReplaced')
  const toBlock = await reader.ask((node) => node.getBlockNumber())
  const logs = await readAllLogs({
    reader,
    address: box,
    topics: [
      [cast.topicHash, replaced.topicHash],
      toBeHex(governor, 32),
      toBeHex(proposalId, 32),
      toBeHex(ballot.proof.nullifier, 32),
    ],
    fromBlock,
    toBlock,
  })
  const last = logs.at(-1)
  if (last === undefined) {
    throw new ChainEventsMissingError({ event: 'SecretBallotCast', fromBlock, toBlock })
  }
  const event = last.topics[0] === cast.topicHash ? cast : replaced
  return [...boxInterface.decodeEventLog(event, last.data, last.topics)['points']]
}
