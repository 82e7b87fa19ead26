import { ProposalUnknownError, type WireSpace } from '@psephos/lib'
import { useQuery } from '@tanstack/react-query'
import { client } from '../server/client.ts'
import { getProposalKey } from '../server/queries.ts'

/** Among how many of the newest proposals it is looked for. */
const NEWEST = 5
/** How often the server is asked, in milliseconds. */
const INTERVAL = 1_500

/**
 * Whether the server has found a proposal of a DAO on the chain. It is asked until it has.
 * @param proposalId Null for none.
 */
export function usePublished(
  { id: space }: Pick<WireSpace, 'id'>,
  proposalId: bigint | null,
): boolean {
  const { data } = useQuery({
    queryKey: [...getProposalKey(proposalId ?? 0n), 'published'],
    enabled: proposalId !== null,
    queryFn: async ({ signal }) => {
      // Most often it is the newest one, and not to find it in a list is no failure.
      const { proposals, next } = await client.searchProposals({ space, limit: NEWEST, signal })
      if (proposals.some(({ id }) => id === proposalId)) return true
      if (next === undefined) return false
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
