import { type Signer, toBeHex } from 'ethers'
import { ChainEventsMissingError } from '../errors/auditErrors.ts'
import { RevisionNotHigherError } from '../errors/ballotErrors.ts'
import { ChainUnavailableError } from '../errors/serverErrors.ts'
import { PersonhoodGovernor__factory } from '../generated/index.ts'
import type { WireBallot } from '../wire/ballot.ts'
import { type ChainReader, type ReadChainOptions, readChain } from './ChainReader.ts'
import { decodeRevert } from './decodeRevert.ts'
import { readAllLogs } from './readLogs.ts'
import { toContractBallot } from './toContractBallot.ts'

/** What {@link castBallotDirectly} takes. */
export interface CastBallotDirectlyParameters extends ReadChainOptions {
  /** Who pays: any account, which then stands beside the ballot for ever. Not one that is known to be the voter's. */
  readonly signer: Signer
  /** The governor's address. */
  readonly governor: string
  readonly proposalId: bigint
  /** What {@link generateBallotProof} returned. */
  readonly ballot: WireBallot
  /** A block at or before the proposal's, from which an earlier ballot is looked for; 0 by default. */
  readonly fromBlock?: number | undefined
}

/** Where a ballot was counted. */
export interface DirectBallot {
  readonly nullifier: bigint
  readonly revision: number
  readonly transaction: string
  readonly block: number
}

const governorInterface = PersonhoodGovernor__factory.createInterface()

/**
 * Casts a ballot on-chain without any server, and waits until it is counted. One that replaces an earlier
 * ballot brings its votes along; they are read from the governor's events.
 * @throws {@link ChainUnavailableError} when the node does not answer, or the signer has none.
 * @throws {@link ChainEventsMissingError} when the ballot to replace is not found from `fromBlock` on.
 * @throws {@link RevisionNotHigherError} when this or a later revision is counted already.
 * @throws {@link BallotProofInvalidError}, {@link VoiceCreditsExceededError} … whatever the governor says
 * against it: {@link decodeRevert}. Nothing is sent then.
 * @example
 * const { transaction } = await castBallotDirectly({ signer, governor, proposalId, ballot })
 */
export async function castBallotDirectly(
  parameters: CastBallotDirectlyParameters,
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
  parameters: CastBallotDirectlyParameters,
): Promise<DirectBallot> {
  const { signer, governor, proposalId, ballot } = parameters
  const { revision, proof } = ballot
  const contract = PersonhoodGovernor__factory.connect(governor, signer)
  const held = await reader.call(() => contract.ballotOf(proposalId, proof.nullifier))
  const heldRevision = Number(held.revision)
  if (held.counted && revision <= heldRevision) {
    throw new RevisionNotHigherError({ revision, heldRevision })
  }
  const replacedWords = held.counted ? await readReplacedWords(reader, parameters) : []
  const call = [proposalId, toContractBallot({ ballot, replacedWords })] as const
  const gas = await reader.call(() => contract.castBallot.estimateGas(...call))
  // Another ballot that is mined first may change what this one costs.
  const gasLimit = (gas * 6n) / 5n
  const response = await reader.call(() => contract.castBallot(...call, { gasLimit }))
  const receipt = await reader.call(() => response.wait())
  return {
    nullifier: proof.nullifier,
    revision,
    transaction: response.hash,
    block: receipt?.blockNumber ?? 0,
  }
}

/** The words of the ballot that counts for this nullifier, as its latest event has them. */
async function readReplacedWords(
  reader: ChainReader,
  { governor, proposalId, ballot, fromBlock = 0 }: CastBallotDirectlyParameters,
): Promise<bigint[]> {
  const cast = governorInterface.getEvent('BallotCast')
  const replaced = governorInterface.getEvent('BallotReplaced')
  const toBlock = await reader.ask((node) => node.getBlockNumber())
  const logs = await readAllLogs({
    reader,
    address: governor,
    topics: [
      [cast.topicHash, replaced.topicHash],
      toBeHex(proposalId, 32),
      toBeHex(ballot.proof.nullifier, 32),
    ],
    fromBlock,
    toBlock,
  })
  const last = logs.at(-1)
  if (last === undefined) {
    throw new ChainEventsMissingError({ event: 'BallotCast', fromBlock, toBlock })
  }
  const event = last.topics[0] === cast.topicHash ? cast : replaced
  return [...governorInterface.decodeEventLog(event, last.data, last.topics)['words']]
}
