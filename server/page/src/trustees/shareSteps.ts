import {
  CommitteeMalformedError,
  type CommitteeTranscript,
  concludeTranscript,
  createRequestProvider,
  type DecryptionTask,
  deriveSecretShares,
  generateDecryptionPoints,
  openTranscript,
  optionClass,
  readDecryptionTask,
  SecretBallotBox__factory,
  type ServerClient,
  type WireDecryptionShare,
  type WireSpace,
} from '@psephos/lib'
import { type Eip1193Provider, type Signer, solidityPackedKeccak256 } from 'ethers'
import { LOCAL_CHAIN } from '../format/chains.ts'
import { runProofWorker } from '../voting/runProofWorker.ts'
import { toWalletError } from '../wallet/walletErrors.ts'
import type { OpenTrustee } from './heldTrustee.ts'

// Only who brings a share needs this: it is loaded then.

type Space = Pick<WireSpace, 'chainId' | 'governor' | 'deploymentBlock'>

/** What {@link readTask} takes. */
export type ReadTaskParameters = {
  /** The trustee's own wallet, connected and on the DAO's chain: no server is asked. */
  wallet: Eip1193Provider
  space: Space
  proposalId: bigint
  signal: AbortSignal
}

/** What {@link makeShare} takes. */
export type MakeShareParameters = ReadTaskParameters & {
  task: DecryptionTask
  trustee: OpenTrustee
  client: Pick<ServerClient, 'getKeyGeneration'>
}

/** A share, or that it is on the chain already. */
export type MadeShare = { position: number; share: WireDecryptionShare | null }

/** Blocks that the chain may still take back; where blocks come only with transactions there would never be enough of them. */
const CONFIRMATIONS = 64

/** Reads what is to be decrypted, through the trustee's own wallet. */
export async function readTask(parameters: ReadTaskParameters): Promise<DecryptionTask> {
  const { space, proposalId, signal } = parameters
  const { governor, deploymentBlock: fromBlock, chainId } = space
  return readDecryptionTask({
    ...{ governor, proposalId, fromBlock, signal },
    provider: createProvider(parameters),
    confirmations: chainId === LOCAL_CHAIN ? 0 : CONFIRMATIONS,
    // Keys from the server would say nothing: who gives them could have made them.
    readKeys: async () => null,
  })
}

/**
 * Makes a trustee's share of what a task says.
 * @throws {@link CommitteeMalformedError} when the key generation came to another committee than the proposal names, or nobody voted.
 * @throws what {@link runProofWorker} and `deriveSecretShares` throw.
 */
export async function makeShare(parameters: MakeShareParameters): Promise<MadeShare> {
  const { task, trustee, space, proposalId, signal } = parameters
  const { r, optionCount } = task
  if (r === null) throw new CommitteeMalformedError({ reason: 'nobody voted for it' })
  const opened = await findKeyGeneration(parameters)
  const { position, secretShares } = deriveSecretShares({ ...opened, seed: trustee.seed })
  const size = optionClass(optionCount)
  const secrets = secretShares.slice(0, size)
  const points = generateDecryptionPoints({ r, optionCount, secretShares: secrets })
  const box = SecretBallotBox__factory.connect(task.box, createProvider(parameters))
  const there = await box.shareOf(space.governor, proposalId, position)
  const words = points.flatMap(({ x, y }) => [x, y])
  if (there === solidityPackedKeccak256(['uint256[]'], [words])) return { position, share: null }
  const result = await runProofWorker({
    job: { kind: 'share', position, r, secretShares: secrets, optionCount, secretClass: size },
    onProgress: () => {},
    signal,
  })
  if (result.type !== 'share') throw new RangeError('The worker made no share.')
  return { position, share: result.share }
}

/** Brings a share on-chain by a wallet, which pays, and returns the transaction. */
export async function sendShare({
  signer,
  task: { box },
  space: { governor },
  proposalId,
  share: { position, shares, proof },
}: {
  signer: Signer
  task: Pick<DecryptionTask, 'box'>
  space: Pick<WireSpace, 'governor'>
  proposalId: bigint
  share: WireDecryptionShare
}): Promise<string> {
  try {
    const points = shares.flatMap(({ x, y }) => [x, y])
    const contract = SecretBallotBox__factory.connect(box, signer)
    const proved = [...proof] as typeof proof
    const sent = await contract.submitShare(governor, proposalId, position, points, proved)
    await sent.wait()
    return sent.hash
  } catch (error) {
    throw toWalletError(error)
  }
}

function createProvider({
  wallet,
  space: { chainId },
}: Pick<ReadTaskParameters, 'wallet' | 'space'>) {
  return createRequestProvider({ request: (question) => wallet.request(question), chainId })
}

/** What was said in the key generation of the task's committee: as it was kept, else as the mailbox has it. Either is checked. */
async function findKeyGeneration({
  task: { committee, committeeId },
  trustee: { transcripts },
  client,
  signal,
}: MakeShareParameters) {
  const { session } = committee
  const findOpened = (transcript: CommitteeTranscript) => {
    const opened = openTranscript(transcript)
    if (opened.keyGeneration.session !== session) return null
    return concludeTranscript(opened).outcome?.id === committeeId ? opened : null
  }
  for (const transcript of transcripts) {
    const opened = findOpened(transcript)
    if (opened !== null) return opened
  }
  const { transcript } = await client.getKeyGeneration({ session, signal })
  const opened = findOpened(transcript)
  if (opened === null) {
    throw new CommitteeMalformedError({ reason: 'the key generation came to another one' })
  }
  return opened
}
