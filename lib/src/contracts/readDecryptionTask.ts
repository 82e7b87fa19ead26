import type { Provider } from 'ethers'
import { CommitteeMalformedError } from '../errors/secretErrors.ts'
import * as developmentVerifierCode from '../generated/bytecode/DevelopmentGroth16BatchVerifier.ts'
import * as verifierCode from '../generated/bytecode/Groth16BatchVerifier.ts'
import * as boxCode from '../generated/bytecode/SecretBallotBox.ts'
import { SecretBallotBox__factory } from '../generated/index.ts'
import type { CircuitKey } from '../proof/CircuitKey.ts'
import { readProposalCommittee } from '../proposal/readProposalCommittee.ts'
import { type CurvePoint, toCurvePoint } from '../secret/CurvePoint.ts'
import { optionClass } from '../secret/optionClass.ts'
import type { RegisteredCommittee } from '../wire/secrecy.ts'
import {
  type ChainReader,
  isForeignAnswer,
  type ReadChainOptions,
  readChain,
} from './ChainReader.ts'
import type { SecretCircuitKeys } from './deploySecretBallotBox.ts'
import { isCodeOf } from './isCodeOf.ts'
import { readCircuitKeys } from './readCircuitKeys.ts'
import { findCommittee } from './readCommittee.ts'
import { readDescriptionText, readProposal } from './readProposal.ts'
import { readSecretBallotContracts } from './readSecretBallotContracts.ts'

/** What {@link readDecryptionTask} takes. */
export interface ReadDecryptionTaskParameters extends ReadChainOptions {
  /** A node that the trustee trusts: a false one could name one ballot as the sum of all. */
  readonly provider: Provider
  readonly governor: string
  readonly proposalId: bigint
  /** A block at or before the deployment of the DAO; 0 by default. */
  readonly fromBlock?: number | undefined
  /** How many blocks may still be taken back by a reorganisation: sums that were fixed later are not buried. 64 by default. */
  readonly confirmations?: number | undefined
  /** The keys of the proposal's class, from a ceremony that the trustee trusts; null if they are not at hand. */
  readonly readKeys: (size: 2 | 4 | 8 | 16) => Promise<SecretCircuitKeys | null>
}

/** What a trustee is asked to decrypt. */
export interface DecryptionTask {
  readonly chainId: number
  readonly box: string
  readonly registry: string
  /** The committee that the proposal names. */
  readonly committeeId: string
  readonly committee: RegisteredCommittee
  readonly optionCount: number
  /** Whether voting is over and the sums are fixed. */
  readonly isClosed: boolean
  /**
   * Whether the sums were fixed so long ago that no reorganisation changes them. Whoever gets a trustee's shares of two sums that differ
   * in one ballot has that ballot's share.
   */
  readonly isBuried: boolean
  /** Whether the totals are known already. */
  readonly isFinal: boolean
  /** How many people's ballots are in the sums. */
  readonly voters: number
  /** ΣR; null while the box is not closed, or where nobody voted. */
  readonly r: CurvePoint | null
  /**
   * Why the box might keep other sums than those of ballots that were proved: its code, or that of a verifier, is not that of this
   * release (`code`); a verifier has another key (`keys`). Null where none of this is so, and `unknown` without keys to compare.
   */
  readonly doubt: 'code' | 'keys' | 'unknown' | null
  /** Whether anybody can forge ballots, because a key was made without a ceremony. */
  readonly isDevelopment: boolean
}

/**
 * Reads from the chain, and from nowhere else, what a trustee is asked to decrypt. Whoever gets a trustee's share of one ballot's R reads
 * that ballot: so R comes from the box that the DAO's governor names, and is decrypted only where that box is known to add up
 * proven ballots.
 * @throws {@link GovernorUnknownError} when there is no governor at the address.
 * @throws {@link ProposalUnknownError} when the governor knows no such proposal.
 * @throws {@link CommitteeMalformedError} when its ballots are open, or the registered committee does not follow from its commitments.
 * @throws {@link ChainEventsMissingError} when the node does not give the events from `fromBlock` on.
 * @throws {@link ChainUnavailableError} when the node does not answer.
 * @example
 * const task = await readDecryptionTask({ provider, governor, proposalId, readKeys })
 * if (task.isBuried && task.doubt === null) await generateDecryptionShare({ ...task, position, secretShares, artifacts })
 */
export async function readDecryptionTask(
  parameters: ReadDecryptionTaskParameters,
): Promise<DecryptionTask> {
  const { provider, governor, proposalId, fromBlock = 0, confirmations = 64 } = parameters
  const { optionCount, description } = await readProposal(parameters)
  const committeeId = readProposalCommittee(readDescriptionText(description) ?? '')
  const contracts = await readSecretBallotContracts(parameters)
  if (committeeId === null || contracts === null) {
    throw new CommitteeMalformedError({ reason: 'the proposal names none, its ballots are open' })
  }
  const { box, committees: registry } = contracts
  return readChain(parameters, async (reader) => {
    const contract = SecretBallotBox__factory.connect(box, provider)
    const latest = await reader.ask((node) => node.getBlockNumber())
    const readElection = (blockTag: number) =>
      reader.call(() => contract.electionOf(governor, proposalId, { blockTag }))
    const [voters, isClosed, isFinal, sums] = await readElection(latest)
    const buried = await readElection(Math.max(0, latest - confirmations)).catch((error) => {
      // There was no box yet.
      if (isForeignAnswer(error)) return null
      throw error
    })
    const [x, y] = sums
    return {
      ...{ chainId: reader.chainId, box, registry, committeeId, optionCount, isClosed, isFinal },
      isBuried: buried?.[1] === true && String(buried[3]) === String(sums),
      committee: await findCommittee(reader, { registry, committee: committeeId, fromBlock }),
      voters: Number(voters),
      r: isClosed && x !== undefined && y !== undefined ? toCurvePoint({ x, y }) : null,
      ...(await judgeBox(reader, { box, optionCount, ...parameters })),
    }
  })
}

async function judgeBox(
  reader: ChainReader,
  {
    box,
    optionCount,
    readKeys,
  }: { box: string; optionCount: number } & Pick<ReadDecryptionTaskParameters, 'readKeys'>,
): Promise<Pick<DecryptionTask, 'doubt' | 'isDevelopment'>> {
  const isCode = async (address: string, ...codes: { bytecode: string }[]): Promise<boolean> => {
    const code = await reader.ask((node) => node.getCode(address))
    return codes.some(({ bytecode: creation }) => isCodeOf({ code, creation }))
  }
  const doubtful = { doubt: 'code', isDevelopment: false } as const
  if (!(await isCode(box, boxCode))) return doubtful
  const size = optionClass(optionCount)
  const contract = SecretBallotBox__factory.connect(box, reader.provider)
  for (const verifier of await reader.call(() => contract.verifiersOf(size))) {
    if (!(await isCode(verifier, verifierCode, developmentVerifierCode))) return doubtful
  }
  const block = await reader.ask((node) => node.getBlockNumber())
  const { ballot, share } = await readCircuitKeys(reader, { box: contract, optionCount, block })
  const isDevelopment = ballot.isDevelopment || share.isDevelopment
  const keys = await readKeys(size)
  if (keys === null) return { doubt: 'unknown', isDevelopment }
  const isSame = isSameKey(ballot, keys.ballot) && isSameKey(share, keys.share)
  return { doubt: isSame ? null : 'keys', isDevelopment }
}

function isSameKey(one: CircuitKey, other: CircuitKey): boolean {
  return (['alpha', 'beta', 'gamma', 'delta', 'inputs'] as const).every(
    (part) => one[part] === other[part],
  )
}
