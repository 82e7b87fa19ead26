import { proposalStates, type WireResults } from '@psephos/lib'
import type { Chain } from '../chain/connectChain.ts'
import type { Proposal, Space } from '../generated/prisma/client.ts'

/** What the chain says of a proposal's results. */
export type SettledResults = Pick<WireResults, 'state' | 'electorate' | 'quorum' | 'settled'>

/** What {@link readSettledResults} takes. */
export interface ReadSettledResultsParameters {
  readonly chain: Chain
  readonly proposal: Proposal & { readonly space: Space }
}

/** Reads state, electorate and tally from the chain: there they are added up already. */
export async function readSettledResults({
  chain,
  proposal,
}: ReadSettledResultsParameters): Promise<SettledResults> {
  const { id, snapshot, space } = proposal
  const governor = chain.governor(space)
  const [now, stateNumber, tally, secretVoters] = await Promise.all([
    chain.now(),
    governor.state(id),
    governor.proposalTally(id),
    readSecretVoters(chain, proposal),
  ])
  const { options } = tally
  const voters = secretVoters ?? tally.voters
  const state = proposalStates[Number(stateNumber)] ?? 'pending'
  const [electorate, passing, quorum] =
    now > snapshot
      ? await Promise.all([
          governor.proposalElectorate(id).then(({ size }) => Number(size)),
          governor.passingOptions(id),
          governor.quorum(snapshot).then(Number),
        ])
      : [null, options.map(() => false), null]
  return {
    state,
    electorate,
    quorum,
    settled: {
      voters: Number(voters),
      turnout: toTurnout(Number(voters), electorate),
      options: options.map(({ votesFor, votesAgainst, creditsSpent }) => ({
        votesFor,
        votesAgainst,
        creditsSpent,
      })),
      passing: [...passing],
    },
  }
}

/** A governor learns of secret ballots with their totals; until then the box knows how many it counts. Null where ballots are open. */
async function readSecretVoters(
  chain: Chain,
  { id, committee, space }: ReadSettledResultsParameters['proposal'],
): Promise<bigint | null> {
  const found = committee === null ? null : await chain.box(space)
  if (found === null) return null
  return (await found.box.electionOf(space.governor, id)).voters
}

/** The part of an electorate that votes; 0 while there is none. */
export function toTurnout(voters: number, electorate: number | null): number {
  return electorate === null || electorate === 0 ? 0 : Math.min(1, voters / electorate)
}
