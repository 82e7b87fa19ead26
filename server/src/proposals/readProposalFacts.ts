import { type ProposalState, proposalStates } from '@psephos/lib'
import type { Interface, Result } from 'ethers'
import type { Chain } from '../chain/connectChain.ts'
import { readViews } from '../chain/readViews.ts'
import type { Proposal } from '../generated/prisma/client.ts'

/** What the governor says about a proposal now. */
export interface ProposalFacts {
  readonly state: ProposalState
  /** When it may be executed, in seconds; null until it is queued. */
  readonly executableAt: number | null
  readonly ballots: number
  readonly options: readonly {
    readonly votesFor: bigint
    readonly votesAgainst: bigint
    readonly creditsSpent: bigint
  }[]
  /** The rest is not known before the chain has passed the snapshot. */
  readonly electorate: {
    readonly root: bigint
    readonly size: number
    readonly proofDepth: number
  } | null
  readonly passing: readonly boolean[]
  readonly quorum: number
}

/** What {@link readProposalFacts} takes. */
export interface ReadProposalFactsParameters {
  readonly chain: Chain
  /** Of one governor. */
  readonly governor: string
  readonly proposals: readonly Pick<Proposal, 'id' | 'snapshot' | 'optionCount'>[]
}

const VIEWS = [
  'state',
  'proposalEta',
  'proposalTally',
  'proposalElectorate',
  'passingOptions',
  'quorum',
] as const

/**
 * A node gives a call some 50 million gas, some less. An option costs three storage slots at most;
 * finding which options pass costs most, as they are compared with each other.
 */
const OPTIONS_PER_CALL = 500

/**
 * Returns what the governor says about proposals, in their order; null for one that it does not
 * know. One request to the node for some hundred proposals with a few options each.
 */
export async function readProposalFacts({
  chain,
  governor,
  proposals,
}: ReadProposalFactsParameters): Promise<(ProposalFacts | null)[]> {
  const facts: (ProposalFacts | null)[] = []
  for (const some of splitByOptions(proposals)) {
    facts.push(...(await readSome({ chain, governor, proposals: some })))
  }
  return facts
}

async function readSome({
  chain,
  governor,
  proposals,
}: ReadProposalFactsParameters): Promise<(ProposalFacts | null)[]> {
  const contract: Interface = chain.governor({ governor }).interface
  const calls = proposals.flatMap(({ id, snapshot }) =>
    VIEWS.map((view) => {
      const argument = view === 'quorum' ? snapshot : id
      return contract.encodeFunctionData(view, [argument])
    }),
  )
  const answers = await readViews({ chain, target: governor, calls })
  return proposals.map((proposal, index) => {
    const own = answers.slice(index * VIEWS.length, (index + 1) * VIEWS.length)
    const [state, eta, tally, electorate, passing, quorum] = own.map((answer, at) =>
      answer === null ? null : contract.decodeFunctionResult(VIEWS[at] ?? '', answer),
    )
    return readFacts(proposal, { state, eta, tally, electorate, passing, quorum })
  })
}

type Answer = Result | null | undefined

function readFacts(
  { optionCount }: Pick<Proposal, 'optionCount'>,
  answers: Record<'state' | 'eta' | 'tally' | 'electorate' | 'passing' | 'quorum', Answer>,
): ProposalFacts | null {
  const { state, eta, tally, electorate, passing, quorum } = answers
  if (!state || !eta || !tally) return null
  const isOpen = electorate && passing && quorum
  const options = Array.from({ length: optionCount }, (_, option) => tally['options'][option])
  return {
    state: proposalStates[Number(state[0])] ?? 'pending',
    executableAt: Number(eta[0]) || null,
    ballots: Number(tally['voters']),
    options: options.map((option) => ({
      votesFor: BigInt(option['votesFor']),
      votesAgainst: BigInt(option['votesAgainst']),
      creditsSpent: BigInt(option['creditsSpent']),
    })),
    electorate: isOpen
      ? {
          root: BigInt(electorate['root']),
          size: Number(electorate['size']),
          proofDepth: Number(electorate['proofDepth']),
        }
      : null,
    passing: options.map((_, option) => Boolean(isOpen && passing[0][option])),
    quorum: isOpen ? Number(quorum[0]) : 0,
  }
}

function splitByOptions<Each extends { readonly optionCount: number }>(
  proposals: readonly Each[],
): Each[][] {
  const parts: Each[][] = []
  let options = Number.POSITIVE_INFINITY
  for (const proposal of proposals) {
    if (options + proposal.optionCount > OPTIONS_PER_CALL) {
      parts.push([])
      options = 0
    }
    parts.at(-1)?.push(proposal)
    options += proposal.optionCount
  }
  return parts
}
