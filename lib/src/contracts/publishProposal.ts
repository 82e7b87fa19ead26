import { isError, type Signer } from 'ethers'
import { ChainMismatchError } from '../errors/auditErrors.ts'
import { ChainRevertedError, ChainUnavailableError } from '../errors/serverErrors.ts'
import { PersonhoodGovernor__factory } from '../generated/index.ts'
import { appendOptionsLayout } from '../proposal/appendOptionsLayout.ts'
import type { MemberProposal } from '../proposal/generateMemberProposalProof.ts'
import { hashProposal } from '../proposal/hashProposal.ts'
import type { OptionsLayout } from '../proposal/optionsLayout.ts'
import { toContractLayout } from '../proposal/toContractLayout.ts'
import { decodeRevert } from './decodeRevert.ts'
import type { EncodedOptionCalls } from './encodeOptionCalls.ts'

/** What is proposed: all that a proposal's id commits to. */
export interface ProposedOptions {
  /** What {@link encodeOptionCalls} returned. */
  readonly calls: EncodedOptionCalls
  /** The budget of a ballot, from 1 to 65 535. */
  readonly voiceCredits: number
  /** The most options that may pass; 0 = no limit. */
  readonly maxWinners: number
  /** The committee that decrypts the totals of a secret proposal; absent where ballots are open. */
  readonly committee?: string | undefined
  /** What {@link createProposalDescription} returned. */
  readonly description: string
}

/** What {@link publishProposal} takes. */
export interface PublishProposalParameters extends ProposedOptions {
  /** Who pays: any account, which then stands beside the proposal for ever. */
  readonly signer: Signer
  readonly chainId: number
  readonly governor: string
  /** What {@link generateMemberProposalProof} returned; without it the signer proposes by its address. */
  readonly member?: MemberProposal | undefined
  /** Called as soon as the transaction is on its way, with its hash. */
  readonly onSent?: ((transaction: string) => void) | undefined
}

/** A proposal that is on-chain. */
export interface PublishedOptions {
  readonly proposalId: bigint
  /** Null when it had been published before. */
  readonly transaction: string | null
}

/**
 * Returns the id that a proposal with options will have, before it is published.
 * @throws {@link MetadataMalformedError} when voice credits, winners or the options of a secret proposal are out of range.
 */
export function hashProposedOptions(proposed: ProposedOptions): bigint {
  const { targets, values, calldatas } = proposed.calls
  return hashProposal({
    calls: targets.map((target, index) => ({
      target,
      value: values[index] ?? 0n,
      calldata: calldatas[index] ?? '0x',
    })),
    description: appendOptionsLayout({
      description: proposed.description,
      layout: toLayout(proposed),
    }),
  })
}

/**
 * Publishes a proposal with options on-chain and waits until it is mined. The same proposal again is
 * no second one: its id is a hash of all that it says.
 * @throws {@link ChainMismatchError} when the signer is on another chain.
 * @throws {@link ChainUnavailableError} when the signer has no node.
 * @throws {@link MembersOnlyError}, {@link ProposalSlotSpentError} … whatever the governor says against
 * it: {@link decodeRevert}. Nothing is sent then.
 * @throws ethers' own errors for what the signer does: it declines, or it cannot pay.
 * @example
 * const calls = encodeOptionCalls({ options })
 * const { proposalId } = await publishProposal({
 *   signer, chainId, governor, calls, voiceCredits: 100, maxWinners: 0, description,
 * })
 */
export async function publishProposal(
  parameters: PublishProposalParameters,
): Promise<PublishedOptions> {
  const { signer, chainId } = parameters
  if (signer.provider === null) throw new ChainUnavailableError({ chainId })
  const network = await signer.provider.getNetwork()
  if (Number(network.chainId) !== chainId) {
    throw new ChainMismatchError({ chainId: Number(network.chainId), expectedChainId: chainId })
  }
  try {
    return await publish(parameters)
  } catch (error) {
    // Refused by the signer, which may say so as a node says that a call reverted.
    if (isError(error, 'ACTION_REJECTED')) throw error
    throw decodeRevert(error) ?? error
  }
}

async function publish(parameters: PublishProposalParameters): Promise<PublishedOptions> {
  const { signer, governor, calls, description, member, onSent } = parameters
  const proposalId = hashProposedOptions(parameters)
  const contract = PersonhoodGovernor__factory.connect(governor, signer)
  if ((await contract.proposalSnapshot(proposalId)) !== 0n) return { proposalId, transaction: null }
  const { targets, values, calldatas } = calls
  const layout = toContractLayout(toLayout(parameters))
  const options: [string[], bigint[], string[], typeof layout, string] = [
    targets,
    values,
    calldatas,
    layout,
    description,
  ]
  // The estimate is where a governor refuses, before anybody is asked to pay.
  const response =
    member === undefined
      ? await contract.proposeOptions(...options, {
          gasLimit: addSlack(await contract.proposeOptions.estimateGas(...options)),
        })
      : await contract.proposeAsMember(...options, member, {
          gasLimit: addSlack(await contract.proposeAsMember.estimateGas(...options, member)),
        })
  onSent?.(response.hash)
  const receipt = await response.wait()
  if (receipt?.status !== 1) throw new ChainRevertedError({ reason: 'it gives no reason' })
  return { proposalId, transaction: response.hash }
}

/** Another transaction that is mined first may change what this one costs. */
function addSlack(gas: bigint): bigint {
  return (gas * 6n) / 5n
}

function toLayout({ calls, voiceCredits, maxWinners, committee }: ProposedOptions): OptionsLayout {
  const { optionCount, callOptions } = calls
  const layout = { optionCount, voiceCredits, maxWinners, callOptions }
  return committee === undefined ? layout : { ...layout, committee }
}
