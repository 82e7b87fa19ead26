import type { WireProposal, WireSpace } from '@psephos/lib'
import { useQuery } from '@tanstack/react-query'
import { useElectors } from '../identity/useElector.ts'
import { findSecrecyPhase, isCounting } from '../secrecy/findSecrecyPhase.ts'
import { client } from '../server/client.ts'
import { ballotRecords, getBallotName } from '../voting/ballotRecords.ts'

/** How many open proposals are looked through. */
const MOST = 12
/** How often they are asked for, in milliseconds: so many times soon, then seldom. */
const [EAGER, EAGER_ROUNDS, CALM] = [2_000, 15, 15_000]

/**
 * Returns the open proposals of a space on which this browser may vote and has not, the newest first. They
 * are asked for again and again, because one may open any moment.
 */
export function useOpenForMe(space: WireSpace): WireProposal[] {
  const { data } = useQuery({
    queryKey: ['proposals', space.id, 'open'],
    queryFn: ({ signal }) =>
      client.searchProposals({ space: space.id, states: ['active'], limit: MOST, signal }),
    refetchInterval: ({ state }) => (state.dataUpdateCount < EAGER_ROUNDS ? EAGER : CALM),
  })
  const proposals = data?.proposals ?? []
  const electors = useElectors(
    space,
    proposals.map(({ electorate }) => electorate),
  )
  const now = Date.now() / 1_000
  return proposals.filter(
    (proposal, place) =>
      proposal.electorate !== null &&
      !isCounting(findSecrecyPhase({ proposal, results: null, now })) &&
      electors[place]?.may === true &&
      ballotRecords.read(getBallotName(space, proposal)) === null,
  )
}
