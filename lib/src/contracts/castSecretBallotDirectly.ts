import type { Signer } from 'ethers'
import { ChainEventsMissingError } from '../errors/auditErrors.ts'
import { RevisionNotHigherError } from '../errors/ballotErrors.ts'
import { ChainUnavailableError } from '../errors/serverErrors.ts'
import { SecretBallotBox__factory } from '../generated/index.ts'
import type { WireSecretBallot } from '../wire/secretBallot.ts'
import { type ChainReader, type ReadChainOptions, readChain } from './ChainReader.ts'
import type { DirectBallot } from './castBallotDirectly.ts'
import { decodeRevert } from './decodeRevert.ts'
import { readCountedSecretBallots } from './readCountedSecretBallots.ts'
import { toContractSecretBallot } from './toContractSecretBallot.ts'

/** What {@link castSecretBallotDirectly} takes. */
export interface CastSecretBallotDirectlyParameters extends ReadChainOptions {
  /** Who pays: any account, which then stands beside the ballot for ever. Not one that is known to be the voter's. */
  readonly signer: Signer
  /** The address of the governor's `SecretBallotBox`. */
  readonly box: string
  readonly governor: string
  readonly proposalId: bigint
  /** What {@link generateSecretBallot} returned. */
  readonly ballot: WireSecretBallot
  /** A block at or before the proposal's, from which an earlier ballot is looked for; 0 by default. */
  readonly fromBlock?: number | undefined
}

/**
 * Casts a secret ballot on-chain without any server, and waits until it is counted. One that replaces an earlier
 * ballot brings that one's points along; they are read from the box's events.
 * @throws {@link ChainUnavailableError} when the node does not answer, or the signer has none.
 * @throws {@link ChainEventsMissingError} when the ballot to replace is not found from `fromBlock` on.
 * @throws {@link RevisionNotHigherError} when this or a later revision is counted already.
 * @throws {@link BallotProofInvalidError} … whatever the box says against it: {@link decodeRevert}. Nothing is sent then.
 * @example
 * const { transaction } = await castSecretBallotDirectly({ signer, box, governor, proposalId, ballot })
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
  {
    signer,
    governor,
    proposalId,
    ballot,
    fromBlock = 0,
    ...at
  }: CastSecretBallotDirectlyParameters,
): Promise<DirectBallot> {
  const { revision } = ballot
  const { nullifier } = ballot.proof
  const box = SecretBallotBox__factory.connect(at.box, signer)
  const held = await reader.call(() => box.secretBallotOf(governor, proposalId, nullifier))
  const heldRevision = Number(held.revision)
  let replacedPoints: readonly bigint[] = []
  if (held.counted) {
    if (revision <= heldRevision) throw new RevisionNotHigherError({ revision, heldRevision })
    const which = { box, governor, proposalId, nullifier, fromBlock }
    const earlier = await reader.call(() => readCountedSecretBallots(which))
    const replaced = earlier.find((each) => each.revision === heldRevision)
    if (replaced === undefined) {
      const toBlock = await reader.ask((node) => node.getBlockNumber())
      throw new ChainEventsMissingError({ event: 'SecretBallotCast', fromBlock, toBlock })
    }
    replacedPoints = replaced.points
  }
  const call = [governor, proposalId, toContractSecretBallot({ ballot, replacedPoints })] as const
  const gas = await reader.call(() => box.castSecretBallot.estimateGas(...call))
  // Another ballot that is mined first may change what this one costs.
  const gasLimit = (gas * 6n) / 5n
  const response = await reader.call(() => box.castSecretBallot(...call, { gasLimit }))
  const receipt = await reader.call(() => response.wait())
  return { nullifier, revision, transaction: response.hash, block: receipt?.blockNumber ?? 0 }
}
