import { setTimeout as wait } from 'node:timers/promises'
import {
  type BallotRules,
  ChainUnavailableError,
  type CircuitKey,
  optionClass,
  type ProposalState,
  proposalScope,
  proposalStates,
} from '@psephos/lib'
import { createTimedCache } from '../cache/createTimedCache.ts'
import type { Chain } from '../chain/connectChain.ts'
import { nameChainFailure } from '../chain/nameChainFailure.ts'
import type { PrismaClient, Proposal, Space } from '../generated/prisma/client.ts'
import type { ServedCircuits } from '../secret/ServedCircuits.ts'
import { findProposal } from './readProposals.ts'

/** What a ballot on a proposal must fit, as the chain says it now. */
export interface ProposalEntry {
  readonly proposal: Proposal & { readonly space: Space }
  readonly state: ProposalState
  /** Null while voting is not open. */
  readonly rules: OpenRules | null
}

/** What a ballot must fit while voting is open. */
export type OpenRules = BallotRules & {
  /** What else a secret ballot must fit; null where ballots are open. */
  readonly secret: SecretRules | null
}

/** What a secret ballot must fit beside what every ballot must. */
export interface SecretRules {
  /** The committee's id. */
  readonly committee: string
  /** Of the committee's keys of the proposal's class. */
  readonly keysHash: bigint
  /** Where its ballots are cast. */
  readonly box: string
  /** What their proofs are verified with; null where this server has no circuit for so many options. */
  readonly key: CircuitKey | null
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
  readonly circuits: ServedCircuits
  /** For how many milliseconds an answer is good. */
  readonly lifetime?: number
  /** How many milliseconds the node may take before what it said last is believed. */
  readonly patience?: number
}

/** Shorter than a block of most chains: what is known is never older than they are apart. */
const LIFETIME = 2_000
const MOST_ENTRIES = 256
/** For as long a ballot may wait for a node. */
const PATIENCE = 3_000

/**
 * Returns a reader that asks database and chain at most once in two seconds for each proposal,
 * however many ballots come. While the node does not answer, a proposal that was open is until its
 * deadline: its electorate does not change, and the governor decides in the end whether a ballot
 * counts.
 */
export function createProposalRules(parameters: CreateProposalRulesParameters): ProposalRules {
  const { lifetime = LIFETIME, patience = PATIENCE } = parameters
  const open = new Map<bigint, ProposalEntry>()

  function remember(proposalId: bigint, entry: ProposalEntry): ProposalEntry {
    open.delete(proposalId)
    if (entry.rules !== null) open.set(proposalId, entry)
    const [oldest] = open.keys()
    if (open.size > MOST_ENTRIES && oldest !== undefined) open.delete(oldest)
    return entry
  }

  async function read(proposalId: bigint): Promise<ProposalEntry> {
    const reading = readEntry(parameters, proposalId).then((entry) => remember(proposalId, entry))
    const known = open.get(proposalId)
    if (known === undefined || known.proposal.deadline < Date.now() / 1_000) return reading
    const answered = reading.catch((error: unknown) => {
      const named = nameChainFailure(error, parameters.chain.chainId)
      if (named instanceof ChainUnavailableError) return known
      throw error
    })
    const given = new AbortController()
    const late = wait(patience, known, { signal: given.signal, ref: false }).catch(() => answered)
    return Promise.race([answered, late]).finally(() => given.abort())
  }
  return createTimedCache({ read, lifetime, capacity: MOST_ENTRIES })
}

async function readEntry(
  { prisma, chain, circuits }: CreateProposalRulesParameters,
  proposalId: bigint,
): Promise<ProposalEntry> {
  const proposal = await findProposal(prisma, proposalId)
  const governor = chain.governor(proposal.space)
  const state = proposalStates[Number(await governor.state(proposalId))] ?? 'pending'
  // A secret proposal is active until its totals are known, and takes no ballots after its deadline.
  const isOver = proposal.committee !== null && (await chain.now()) > proposal.deadline
  if (state !== 'active' || isOver) return { proposal, state, rules: null }
  const [{ root, size, proofDepth }, secret] = await Promise.all([
    governor.proposalElectorate(proposalId),
    readSecretRules({ chain, circuits }, proposal),
  ])
  const scope = proposalScope({
    chainId: chain.chainId,
    governor: proposal.space.governor,
    proposalId,
  })
  const electorate = { root, size: Number(size), proofDepth: Number(proofDepth) }
  const { optionCount, voiceCredits } = proposal
  return { proposal, state, rules: { scope, electorate, optionCount, voiceCredits, secret } }
}

/** Asked with the rest: an answer for each of a few proposals in two seconds is not worth another cache. */
async function readSecretRules(
  { chain, circuits }: Pick<CreateProposalRulesParameters, 'chain' | 'circuits'>,
  { committee, optionCount, space }: ProposalEntry['proposal'],
): Promise<SecretRules | null> {
  if (committee === null) return null
  const found = await chain.box(space)
  // No governor of ours lets a proposal name a committee that no box counts for.
  if (found === null) throw new ChainUnavailableError({ chainId: chain.chainId })
  const size = optionClass(optionCount)
  const keysHash = await found.committees.keysHashOf(committee, size)
  return { committee, keysHash, box: found.address, key: circuits.keyOf('secret-ballot', size) }
}
