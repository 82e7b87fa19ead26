import {
  getMembershipTree,
  type MembershipTree,
  type ProposalState,
  proposalScope,
  readElectorate,
  readGroupAt,
  readProposal,
  type Scope,
  type ServerClient,
  ServerUnavailableError,
  VotingNotOpenError,
  verifyGroup,
} from '@psephos/lib'
import type { Provider } from 'ethers'
import type { Context } from '../Context.ts'

/** What a ballot has to fit. */
export interface VotingRules {
  readonly state: ProposalState
  readonly scope: Scope
  readonly optionCount: number
  readonly voiceCredits: number
  readonly proofDepth: number
  /** Reads the members at the snapshot, verified against the root. */
  readonly readGroup: () => Promise<MembershipTree>
}

/** What {@link readRulesFromChain} takes. */
export interface ReadRulesFromChainParameters {
  readonly context: Context
  readonly provider: Provider
  readonly governor: string
  readonly proposalId: bigint
  readonly fromBlock: number
}

/** Returns a proposal's rules as the chain says them. */
export async function readRulesFromChain({
  context: { output, signal },
  ...asked
}: ReadRulesFromChainParameters): Promise<VotingRules> {
  const { provider, governor, proposalId, fromBlock } = asked
  output.progress('Reading the proposal from the chain …')
  const { chainId, group, snapshot, root, proofDepth, state } = await readElectorate({
    ...asked,
    signal,
  })
  const { optionCount, voiceCredits } = await readProposal({ ...asked, signal })
  return {
    state,
    scope: proposalScope({ chainId, governor, proposalId }),
    optionCount,
    voiceCredits,
    proofDepth,
    readGroup: async () => {
      const members = await readGroupAt({
        provider,
        group,
        timepoint: snapshot,
        fromBlock,
        signal,
        onProgress: ({ done, total }) =>
          output.count({ what: 'Blocks read for members', done, total }),
      })
      return verifyGroup({ members, root })
    },
  }
}

/** What {@link readRulesFromServer} takes. */
export interface ReadRulesFromServerParameters {
  readonly context: Context
  readonly client: ServerClient
  readonly proposalId: bigint
}

/** Returns a proposal's rules as a server says them, who is believed. */
export async function readRulesFromServer({
  context: { output, signal },
  client,
  proposalId,
}: ReadRulesFromServerParameters): Promise<VotingRules> {
  output.progress('Reading the proposal from the server …')
  const proposal = await client.getProposal({ proposal: proposalId, signal })
  const space = (await client.listSpaces({ signal })).find(({ id }) => id === proposal.space)
  if (space === undefined) {
    const reason = `it does not say where its space ${proposal.space} is`
    throw new ServerUnavailableError({ baseUrl: '', reason })
  }
  const { electorate, state, optionCount, voiceCredits } = proposal
  if (electorate === null) throw new VotingNotOpenError({ proposal: proposalId, state })
  return {
    state,
    scope: proposalScope({ chainId: space.chainId, governor: space.governor, proposalId }),
    optionCount,
    voiceCredits,
    proofDepth: electorate.proofDepth,
    readGroup: () => getMembershipTree({ client, space: space.id, electorate, signal }),
  }
}
