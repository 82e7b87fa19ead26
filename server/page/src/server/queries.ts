import type { WireBallotStatus, WireProposal, WireSpace } from '@psephos/lib'
import { useQuery } from '@tanstack/react-query'
import { client } from './client.ts'

/**
 * How often a proposal is asked for again, in milliseconds, by its state; the others do not change.
 */
const proposalIntervals: Partial<Record<WireProposal['state'], number>> = {
  pending: 5_000,
  active: 5_000,
  succeeded: 15_000,
  queued: 15_000,
}

/** The DAOs that the server hosts. */
export function useSpaces() {
  return useQuery({
    queryKey: ['spaces'],
    queryFn: ({ signal }) => client.listSpaces({ signal }),
    staleTime: 60_000,
  })
}

/** A space's proposals, newest first. */
export function useProposals(space: string) {
  return useQuery({
    queryKey: ['proposals', space],
    queryFn: ({ signal }) => client.listProposals({ space, signal }),
    refetchInterval: 5_000,
  })
}

/** One proposal, kept fresh while it can change. */
export function useProposal(proposal: bigint) {
  return useQuery({
    queryKey: getProposalKey(proposal),
    queryFn: ({ signal }) => client.getProposal({ proposal, signal }),
    refetchInterval: ({ state }) => {
      const { data } = state
      return data === undefined ? false : (proposalIntervals[data.state] ?? false)
    },
  })
}

/**
 * Where the latest ballot of a nullifier stands, asked again until it is counted. The server may not
 * have heard yet of one that was cast past it: then it answers of a lower revision.
 */
export function useBallotStatus(proposal: bigint, nullifier: bigint, revision: number) {
  return useQuery({
    queryKey: [...getBallotStatusKey(proposal), String(nullifier)],
    queryFn: ({ signal }) => client.getBallotStatus({ proposal, nullifier, signal }),
    refetchInterval: ({ state }) =>
      isFinal(state.data) && (state.data?.revision ?? 0) >= revision ? false : 2_000,
  })
}

/** Under which key {@link useProposal} keeps its answer. */
export function getProposalKey(proposal: bigint): string[] {
  return ['proposal', String(proposal)]
}

/** What the keys begin with under which {@link useBallotStatus} keeps its answers. */
export function getBallotStatusKey(proposal: bigint): string[] {
  return ['ballot', String(proposal)]
}

/** Returns the space with the id, of those that {@link useSpaces} has loaded. */
export function findSpace(spaces: WireSpace[] | undefined, id: string): WireSpace | undefined {
  return spaces?.find((space) => space.id === id)
}

function isFinal(ballot: WireBallotStatus | undefined): boolean {
  return ballot !== undefined && ['counted', 'replaced', 'refused'].includes(ballot.status)
}
