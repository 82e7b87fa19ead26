import { ChainUnavailableError, type ProposalState, proposalStates } from '@psephos/lib'
import type { Interface } from 'ethers'
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
  const selectors = VIEWS.map((view) => contract.getFunction(view)?.selector)
  const calls = proposals.flatMap(({ id, snapshot }) =>
    VIEWS.map((view, at) => {
      const argument = BigInt(view === 'quorum' ? snapshot : id)
      return `${selectors[at]}${argument.toString(16).padStart(WORD, '0')}`
    }),
  )
  const answers = await readViews({ chain, target: governor, calls })
  const toWords = (answer: string | null) =>
    answer === null ? null : createWords(answer, chain.chainId)
  return proposals.map((proposal, index) => {
    const own = answers.slice(index * VIEWS.length, (index + 1) * VIEWS.length)
    const [state, eta, tally, electorate, passing, quorum] = own.map(toWords)
    return readFacts(proposal, { state, eta, tally, electorate, passing, quorum })
  })
}

/** The hex digits of a word. */
const WORD = 64

/** Reads a word of an answer, counted from 0. */
type Words = (index: number) => bigint

/**
 * Every answer is words of 32 bytes, which are read one by one: ethers decodes all of them before
 * it gives any, and takes half of what a list of proposals takes for it.
 */
function createWords(answer: string, chainId: number): Words {
  return (index) => {
    const digits = answer.slice(2 + WORD * index, 2 + WORD * (index + 1))
    // It ends too early, or the governor is another contract than it says.
    if (digits.length < WORD) throw new ChainUnavailableError({ chainId })
    return BigInt(`0x${digits}`)
  }
}

/** Where the elements of an only array begin, behind its place and its length. */
const ELEMENTS = 2

function readFacts(
  { optionCount }: Pick<Proposal, 'optionCount'>,
  answers: Record<
    'state' | 'eta' | 'tally' | 'electorate' | 'passing' | 'quorum',
    Words | null | undefined
  >,
): ProposalFacts | null {
  const { state, eta, tally, electorate, passing, quorum } = answers
  if (!state || !eta || !tally) return null
  const isOpen = electorate && passing && quorum
  const options = Array.from({ length: optionCount }, (_, option) => option)
  return {
    state: proposalStates[Number(state(0))] ?? 'pending',
    executableAt: Number(eta(0)) || null,
    ballots: Number(tally(0)),
    options: options.map((option) => {
      // Behind the number of voters; each has three words.
      const at = 1 + ELEMENTS + 3 * option
      return {
        votesFor: tally(at),
        votesAgainst: tally(at + 1),
        creditsSpent: tally(at + 2),
      }
    }),
    electorate: isOpen
      ? {
          root: electorate(0),
          size: Number(electorate(1)),
          proofDepth: Number(electorate(2)),
        }
      : null,
    passing: options.map((option) => Boolean(isOpen && passing(ELEMENTS + option))),
    quorum: isOpen ? Number(quorum(0)) : 0,
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
