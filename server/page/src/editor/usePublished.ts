import { ProposalUnknownError } from '@psephos/lib'
import { useQuery } from '@tanstack/react-query'
import { client } from '../server/client.ts'
import { getProposalKey } from '../server/queries.ts'

/** How often the server is asked, in milliseconds. */
const INTERVAL = 1_500

/**
 * Whether the server has found a proposal on the chain. It is asked until it has.
 * @param proposalId Null for none.
 */
export function usePublished(proposalId: bigint | null): boolean {
  const { data } = useQuery({
    queryKey: [...getProposalKey(proposalId ?? 0n), 'published'],
    enabled: proposalId !== null,
    queryFn: async ({ signal }) => {
      try {
        await client.getProposal({ proposal: proposalId ?? 0n, signal })
        return true
      } catch (error) {
        if (error instanceof ProposalUnknownError) return false
        throw error
      }
    },
    refetchInterval: ({ state }) => (state.data === true ? false : INTERVAL),
  })
  return proposalId !== null && data === true
}
