import {
  type ProposalState,
  proposalStates,
  type SecrecyPhase,
  type WireSecrecy,
} from '@psephos/lib'
import type { Chain } from '../chain/connectChain.ts'
import type { BallotBox } from '../chain/createBoxReader.ts'
import type { Proposal, Space } from '../generated/prisma/client.ts'

/** What the chain says of a secret proposal, as of its latest block. */
export interface Election extends BallotBox {
  readonly phase: SecrecyPhase
  readonly state: ProposalState
  /** How many people's ballots the box counts. */
  readonly voters: number
  /** The sums of all counted ballots; null until they are fixed, and where nobody voted. */
  readonly sums: WireSecrecy['sums']
}

/** What {@link readElection} takes. */
export interface ReadElectionParameters {
  readonly chain: Chain
  readonly proposal: Pick<Proposal, 'id' | 'deadline' | 'optionCount' | 'committee'> & {
    readonly space: Pick<Space, 'governor'>
  }
}

/** Reads how far a secret proposal is; null for one whose ballots are open. */
export async function readElection({
  chain,
  proposal: { id, deadline, optionCount, committee, space },
}: ReadElectionParameters): Promise<Election | null> {
  const found = committee === null ? null : await chain.box(space)
  if (found === null) return null
  const [now, stateNumber, { voters, closed, final_, sums }] = await Promise.all([
    chain.now(),
    chain.governor(space).state(id),
    found.box.electionOf(space.governor, id),
  ])
  const state = proposalStates[Number(stateNumber)] ?? 'pending'
  return {
    ...found,
    state,
    phase: toPhase({ state, isFinal: final_, isClosed: closed, isOver: now > deadline }),
    voters: Number(voters),
    sums: closed ? toSums(sums, optionCount) : null,
  }
}

function toPhase({
  state,
  isFinal,
  isClosed,
  isOver,
}: {
  state: ProposalState
  isFinal: boolean
  isClosed: boolean
  isOver: boolean
}): SecrecyPhase {
  if (isFinal) return 'revealed'
  if (state === 'canceled') return 'canceled'
  if (isClosed) return 'decrypting'
  return isOver ? 'closing' : 'voting'
}

/** Null where there are no ballots. */
function toSums(words: readonly bigint[], optionCount: number): WireSecrecy['sums'] {
  const [r, ...c] = toPoints(words)
  return r === undefined || c.length !== optionCount ? null : { r, c }
}

/** Returns coordinates, x and y in turn, as points. */
export function toPoints(words: readonly (bigint | string)[]): { x: bigint; y: bigint }[] {
  return Array.from({ length: words.length / 2 }, (_, index) => ({
    x: BigInt(words[2 * index] ?? 0),
    y: BigInt(words[2 * index + 1] ?? 0),
  }))
}
