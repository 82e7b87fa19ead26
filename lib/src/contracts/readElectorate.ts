import type { Provider } from 'ethers'
import { VotingNotOpenError } from '../errors/ballotErrors.ts'
import { ProposalUnknownError } from '../errors/proposalErrors.ts'
import { PersonhoodGovernor__factory } from '../generated/index.ts'
import { type ProposalState, proposalStates } from '../wire/proposal.ts'
import { isForeignAnswer, type ReadChainOptions, readChain } from './ChainReader.ts'
import { createGovernorUnknown } from './readProposal.ts'

/** Who may vote on a proposal, as the governor says it. */
export interface Electorate {
  readonly chainId: number
  /** The address of the `PersonhoodGroup`, in lower case. */
  readonly group: string
  /** The timepoint (seconds) at which the group was taken: {@link readGroupAt}. */
  readonly snapshot: number
  /** The group's root at the snapshot. */
  readonly root: bigint
  /** How many members it had. */
  readonly size: number
  /** The depth at which everybody proves. */
  readonly proofDepth: number
  /** The proposal's state now. */
  readonly state: ProposalState
}

/** What {@link readElectorate} takes. */
export interface ReadElectorateParameters extends ReadChainOptions {
  readonly provider: Provider
  readonly governor: string
  readonly proposalId: bigint
}

/**
 * Returns who may vote on a proposal, and whether they still may.
 * @throws {@link ChainUnavailableError} when the node does not answer.
 * @throws {@link GovernorUnknownError} when there is no governor at the address.
 * @throws {@link ProposalUnknownError} when the governor knows no such proposal.
 * @throws {@link VotingNotOpenError} when its snapshot is not past.
 * @example
 * const { root, proofDepth, state } = await readElectorate({ provider, governor, proposalId })
 */
export async function readElectorate(parameters: ReadElectorateParameters): Promise<Electorate> {
  const { provider, governor, proposalId } = parameters
  const contract = PersonhoodGovernor__factory.connect(governor, provider)
  return readChain(parameters, async (reader) => {
    const ask = async <Answer>(question: () => Promise<Answer>): Promise<Answer> => {
      try {
        return await reader.call(question)
      } catch (error) {
        throw isForeignAnswer(error) ? createGovernorUnknown(governor, error) : error
      }
    }
    const snapshot = Number(await ask(() => contract.proposalSnapshot(proposalId)))
    if (snapshot === 0) throw new ProposalUnknownError({ proposal: proposalId })
    const state = proposalStates[Number(await ask(() => contract.state(proposalId)))] ?? 'pending'
    if (state === 'pending') throw new VotingNotOpenError({ proposal: proposalId, state })
    const { root, size, proofDepth } = await ask(() => contract.proposalElectorate(proposalId))
    return {
      chainId: reader.chainId,
      group: (await ask(() => contract.group())).toLowerCase(),
      snapshot,
      root,
      size: Number(size),
      proofDepth: Number(proofDepth),
      state,
    }
  })
}
