import {
  CommitteeMalformedError,
  type CurvePoint,
  deriveCommitteeKeys,
  getMembershipTree,
  hashCommittee,
  type MembershipTree,
  type ProposalState,
  proposalScope,
  readDescriptionText,
  readElectorate,
  readGroupAt,
  readProposal,
  readProposalCommittee,
  readSecretRules,
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
  /** Whether ballots are taken: a secret proposal is active until its totals are known, and takes none after its deadline. */
  readonly isOpen: boolean
  readonly scope: Scope
  readonly optionCount: number
  readonly voiceCredits: number
  readonly proofDepth: number
  /** What else a ballot has to fit where ballots are secret; null where they are open. */
  readonly secrecy: SecrecyRules | null
  /** Reads the members at the snapshot, verified against the root. */
  readonly readGroup: () => Promise<MembershipTree>
}

/** What a secret ballot is encrypted for. */
export interface SecrecyRules {
  /** The keys of the committee that the proposal names: of each option, and more where it has more. */
  readonly electionKeys: readonly CurvePoint[]
  /** The ballot box; null where only a server was asked. */
  readonly box: string | null
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
  context,
  ...asked
}: ReadRulesFromChainParameters): Promise<VotingRules> {
  const { output, signal } = context
  const { provider, governor, proposalId, fromBlock } = asked
  output.progress('Reading the proposal from the chain …')
  const { chainId, group, snapshot, root, proofDepth, state } = await readElectorate({
    ...asked,
    signal,
  })
  const proposal = await readProposal({ ...asked, signal })
  const { optionCount, voiceCredits, deadline } = proposal
  const latest = await provider.getBlock('latest')
  const committee = readProposalCommittee(readDescriptionText(proposal.description) ?? '')
  return {
    state,
    isOpen: state === 'active' && (latest?.timestamp ?? 0) <= deadline,
    scope: proposalScope({ chainId, governor, proposalId }),
    optionCount,
    voiceCredits,
    proofDepth,
    secrecy:
      committee === null
        ? null
        : await readSecrecy({ context, provider, governor, committee, optionCount, fromBlock }),
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

async function readSecrecy({
  context: { output, signal },
  ...asked
}: Pick<ReadRulesFromChainParameters, 'context' | 'provider' | 'governor' | 'fromBlock'> & {
  readonly committee: string
  readonly optionCount: number
}): Promise<SecrecyRules> {
  const { box, committee, keys, ballotKey } = await readSecretRules({ ...asked, signal })
  const { threshold, trustees } = committee
  output.progress(
    `Ballots are secret: ${threshold} of ${trustees.length} trustees decrypt what all add up to.`,
  )
  if (ballotKey.isDevelopment) {
    output.progress('The circuit’s keys are for development: anybody can forge ballots here.')
  }
  return { electionKeys: keys.electionKeys, box }
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
  const committee = readProposalCommittee(proposal.description)
  if (electorate === null) throw new VotingNotOpenError({ proposal: proposalId, state })
  const { phase } =
    committee === null ? {} : await client.getSecrecy({ proposal: proposalId, signal })
  return {
    state,
    isOpen: state === 'active' && (committee === null || phase === 'voting'),
    scope: proposalScope({ chainId: space.chainId, governor: space.governor, proposalId }),
    optionCount,
    voiceCredits,
    proofDepth: electorate.proofDepth,
    secrecy:
      committee === null
        ? null
        : {
            electionKeys: await readElectionKeys({ client, committee, signal }),
            box: null,
          },
    readGroup: () => getMembershipTree({ client, space: space.id, electorate, signal }),
  }
}

/** Of the committee the server is not believed: what it says must hash to the id that the proposal names. */
async function readElectionKeys({
  client,
  committee,
  signal,
}: {
  client: ServerClient
  committee: string
  signal: AbortSignal
}): Promise<readonly CurvePoint[]> {
  const found = await client.getCommittee({ committee, signal })
  if (hashCommittee(found) !== committee) {
    throw new CommitteeMalformedError({ reason: 'it is not the one that the proposal names' })
  }
  return deriveCommitteeKeys(found).electionKeys
}
