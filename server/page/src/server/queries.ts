import type {
  ProposalOrder,
  ProposalState,
  WireBallotStatus,
  WireProposal,
  WireSpace,
} from '@psephos/lib'
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
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

/** How many DAOs, and how many proposals, are shown before one asks for more. */
const [SPACES_PER_PAGE, PROPOSALS_PER_PAGE] = [24, 12]

/** DAOs that hold some words, page by page; all of them without words. */
export function useSpaceSearch(search: string) {
  return useInfiniteQuery({
    queryKey: ['spaces', 'search', search],
    queryFn: ({ pageParam, signal }) =>
      client.searchSpaces({
        limit: SPACES_PER_PAGE,
        ...(search === '' ? {} : { search }),
        ...(pageParam === null ? {} : { cursor: pageParam }),
        signal,
      }),
    initialPageParam: initialPage,
    getNextPageParam: ({ next }) => next ?? null,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  })
}

/**
 * A DAO with its figures.
 * @param enabled False for one that is not to be asked for.
 */
export function useSpace(space: string, enabled = true) {
  return useQuery({
    enabled,
    queryKey: ['space', space],
    queryFn: ({ signal }) => client.getSpace({ space, signal }),
    staleTime: 15_000,
  })
}

/**
 * By which rules a DAO decides, and who may propose.
 * @param enabled False for one that is not to be asked for.
 */
export function useSpaceRules(space: string, enabled = true) {
  return useQuery({
    enabled,
    queryKey: ['space', space, 'rules'],
    queryFn: ({ signal }) => client.getSpaceRules({ space, signal }),
    staleTime: 60_000,
  })
}

/** What {@link useProposalSearch} takes. */
export type UseProposalSearchParameters = {
  space: string
  states: readonly ProposalState[]
  search?: string | undefined
  tag?: string | undefined
  order?: ProposalOrder | undefined
  /** False for what is not shown. */
  enabled?: boolean
}

/** A DAO's proposals in some states, page by page. */
export function useProposalSearch({
  space,
  states,
  search,
  tag,
  order,
  enabled = true,
}: UseProposalSearchParameters) {
  return useInfiniteQuery({
    enabled,
    queryKey: ['proposals', space, 'search', states, search, tag, order],
    queryFn: ({ pageParam, signal }) =>
      client.searchProposals({
        space,
        states,
        limit: PROPOSALS_PER_PAGE,
        ...(search === undefined ? {} : { search }),
        ...(tag === undefined ? {} : { tag }),
        ...(order === undefined ? {} : { order }),
        ...(pageParam === null ? {} : { cursor: pageParam }),
        signal,
      }),
    initialPageParam: initialPage,
    getNextPageParam: ({ next }) => next ?? null,
    placeholderData: keepPreviousData,
    // What has closed hardly changes.
    refetchInterval: states.includes('active') || states.includes('pending') ? 5_000 : 30_000,
  })
}

/** The first page of a list has no cursor. */
const initialPage: string | null = null

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
 * What is decrypted of a secret proposal, by whom, and how far that is.
 * @param progress How far it is known to be: asked anew whenever it is another.
 * @param isGoingOn Whether it may change by itself, as when a share is on its way.
 */
export function useSecrecy(proposal: bigint, progress = '', isGoingOn = false) {
  return useQuery({
    queryKey: ['secrecy', String(proposal), progress],
    queryFn: ({ signal }) => client.getSecrecy({ proposal, signal }),
    placeholderData: keepPreviousData,
    staleTime: 15_000,
    refetchInterval: isGoingOn ? 15_000 : false,
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
