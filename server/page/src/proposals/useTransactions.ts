import type { WireProposal } from '@psephos/lib'
import { useInfiniteQuery } from '@tanstack/react-query'
import { client } from '../server/client.ts'
import { getTransactionsKey } from './useLiveResults.ts'

const PER_PAGE = 10

/** The transactions of a proposal: its steps, and the settlements that were asked for, latest first. */
export function useTransactions({ id }: Pick<WireProposal, 'id'>) {
  return useInfiniteQuery({
    queryKey: getTransactionsKey(id),
    queryFn: ({ pageParam, signal }) =>
      client.listTransactions({
        proposal: id,
        limit: PER_PAGE,
        ...(pageParam !== null && { cursor: pageParam }),
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next ?? null,
  })
}
