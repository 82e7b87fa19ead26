import {
  ChainRevertedError,
  type MemberProposal,
  MetadataMismatchError,
  parseProposalDescription,
  publishProposal,
  type ServerClient,
  type WireSpace,
} from '@psephos/lib'
import { isError, type JsonRpcSigner } from 'ethers'
import type { ProofProgress } from '../voting/proofJob.ts'
import { toWalletError, WalletFailedError } from '../wallet/walletErrors.ts'
import type { WrittenProposal } from './checkProposal.ts'
import type { Publication } from './editorRecords.ts'

/** How far a publication is. */
export type PublishProgress = { stage: 'wallet' | 'host' | 'confirm' | 'mine' } | ProofProgress

/** A member who proposes without a name. */
export type ProposingMember = {
  /** Asks the person for their identity's secret, if this browser does not keep it. */
  unlock: () => Promise<string>
  /** Proves that a member proposes. */
  prove: (parameters: {
    secret: string
    signer: JsonRpcSigner
    proposalId: bigint
    onProgress: (progress: PublishProgress) => void
    signal: AbortSignal
  }) => Promise<MemberProposal>
}

/** What {@link publishWritten} takes. */
export type PublishWrittenParameters = {
  space: Pick<WireSpace, 'chainId' | 'governor'>
  proposal: WrittenProposal
  client: Pick<ServerClient, 'storeMetadata'>
  /** Asks the person for a wallet on the DAO's chain. */
  connect: (chainId: number) => Promise<JsonRpcSigner>
  /** How a member proposes; null where accounts do. */
  member: ProposingMember | null
  onProgress: (progress: PublishProgress) => void
  /** Where it stands, to be kept: from when it may be on its way. Null when it is certain that it is not. */
  onPublication: (publication: Publication | null) => void
  signal: AbortSignal
}

/**
 * Hosts a proposal's text and publishes the proposal on-chain. Whatever ends it midway, doing it again
 * is harmless: the text is named by its hash, and the same proposal has the same id.
 * @throws {@link MetadataMismatchError} when the server hosts another text than it was given.
 * @throws {@link WalletFailedError}, and every error of lib's `storeMetadata` and `publishProposal`.
 */
export async function publishWritten({
  space,
  proposal,
  client,
  connect,
  member,
  onProgress,
  onPublication,
  signal,
}: PublishWrittenParameters): Promise<void> {
  const { metadata, proposalId, ...proposed } = proposal
  // First, where the person has just clicked: wallets and passkeys open windows.
  onProgress({ stage: 'wallet' })
  const secret = await member?.unlock()
  const signer = await connect(space.chainId)
  signal.throwIfAborted()

  onProgress({ stage: 'host' })
  const { cid: expectedCid } = parseProposalDescription(proposed.description)
  const cid = await client.storeMetadata({ metadata, signal })
  if (cid !== expectedCid) throw new MetadataMismatchError({ cid, expectedCid })

  const proof =
    member === null || secret === undefined
      ? undefined
      : await member.prove({ secret, signer, proposalId, onProgress, signal })
  signal.throwIfAborted()
  onProgress({ stage: 'confirm' })
  // Kept before the wallet is asked: a tab that is closed then never hears its answer.
  onPublication({ proposalId, transaction: null })
  let isSent = false
  try {
    await publishProposal({
      ...proposed,
      ...space,
      signer,
      member: proof,
      onSent: (transaction) => {
        isSent = true
        onPublication({ proposalId, transaction })
        onProgress({ stage: 'mine' })
      },
    })
  } catch (error) {
    if (isError(error, 'TRANSACTION_REPLACED')) {
      const { receipt, cancelled } = error
      // The same call, for which the person has offered a higher fee.
      if (!cancelled && receipt.status === 1) {
        onPublication({ proposalId, transaction: receipt.hash })
        return
      }
      onPublication(null)
      throw cancelled
        ? new WalletFailedError('declined', { cause: error })
        : new ChainRevertedError({ reason: 'it gives no reason' }, { cause: error })
    }
    // What was sent, and could only not be waited for, may still be taken up.
    if (!isSent || error instanceof ChainRevertedError) onPublication(null)
    throw toWalletError(error)
  }
}
