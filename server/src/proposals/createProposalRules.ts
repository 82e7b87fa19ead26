import { type BallotRules, type ProposalState, proposalScope, proposalStates } from '@psephos/lib'
import { createTimedCache } from '../cache/createTimedCache.ts'
import type { Chain } from '../chain/connectChain.ts'
import type { PrismaClient, Proposal, Space } from '../generated/prisma/client.ts'
import { findProposal } from './readProposals.ts'

/** What a ballot on a proposal must fit, as the chain says it now. */
export interface ProposalEntry {
  readonly proposal: Proposal & { readonly space: Space }
  readonly state: ProposalState
  /** Null while voting is not open. */
  readonly rules: BallotRules | null
}

/** Reads what ballots must fit. */
export interface ProposalRules {
  /** @throws {@link ProposalUnknownError} when no space of this server has such a proposal. */
  readonly read: (proposalId: bigint) => Promise<ProposalEntry>
}

/** What {@link createProposalRules} takes. */
export interface CreateProposalRulesParameters {
  readonly prisma: PrismaClient
  readonly chain: Chain
  /** For how many milliseconds an answer is good. */
  readonly lifetime?: number
}

/** Shorter than a block of most chains: what is known is never older than they are apart. */
const LIFETIME = 2_000
const MOST_ENTRIES = 256

/**
 * Returns a reader that asks database and chain at most once in two seconds for each proposal,
 * however many ballots come.
 */
export function createProposalRules(parameters: CreateProposalRulesParameters): ProposalRules {
  const { lifetime = LIFETIME } = parameters
  const read = (proposalId: bigint) => readEntry(parameters, proposalId)
  return createTimedCache({ read, lifetime, capacity: MOST_ENTRIES })
}

async function readEntry(
  { prisma, chain }: CreateProposalRulesParameters,
  proposalId: bigint,
): Promise<ProposalEntry> {
  const proposal = await findProposal(prisma, proposalId)
  const governor = chain.governor(proposal.space)
  const state = proposalStates[Number(await governor.state(proposalId))] ?? 'pending'
  if (state !== 'active') return { proposal, state, rules: null }
  const { root, size, proofDepth } = await governor.proposalElectorate(proposalId)
  const scope = proposalScope({
    chainId: chain.chainId,
    governor: proposal.space.governor,
    proposalId,
  })
  const electorate = { root, size: Number(size), proofDepth: Number(proofDepth) }
  const { optionCount, voiceCredits } = proposal
  return { proposal, state, rules: { scope, electorate, optionCount, voiceCredits } }
}
