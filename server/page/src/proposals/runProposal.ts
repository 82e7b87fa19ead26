import {
  decodeRevert,
  hashProposal,
  PersonhoodGovernor__factory,
  ProposalMalformedError,
  type WireProposal,
  type WireSpace,
} from '@psephos/lib'
import { id as hashText, type JsonRpcSigner } from 'ethers'
import { toWalletError } from '../wallet/walletErrors.ts'

/** What anybody may do with a proposal that has passed. */
export type RunStep = 'queue' | 'execute'

/** What {@link runProposal} takes. */
export type RunProposalParameters = {
  step: RunStep
  /** Who pays. */
  signer: JsonRpcSigner
  space: Pick<WireSpace, 'governor'>
  proposal: Pick<WireProposal, 'id' | 'calls' | 'description'>
}

/**
 * Queues a passed proposal in its timelock, or has it executed, and returns when that is mined.
 * @throws {@link ProposalMalformedError} when what the server says of the proposal is not what its id
 * commits to: the governor would know no such proposal.
 * @throws {@link WalletFailedError} when the person declines or the account cannot pay.
 * @throws {@link ChainRevertedError} when the governor or a call refuses.
 */
export async function runProposal({
  step,
  signer,
  space: { governor },
  proposal: { id, calls, description },
}: RunProposalParameters): Promise<void> {
  if (hashProposal({ calls, description }) !== id) {
    throw new ProposalMalformedError({ reason: 'its id commits to other calls or another text' })
  }
  const contract = PersonhoodGovernor__factory.connect(governor, signer)
  try {
    const sent = await contract[step](
      calls.map(({ target }) => target),
      calls.map(({ value }) => value),
      calls.map(({ calldata }) => calldata),
      hashText(description),
    )
    await sent.wait()
  } catch (error) {
    throw decodeRevert(error) ?? toWalletError(error)
  }
}
