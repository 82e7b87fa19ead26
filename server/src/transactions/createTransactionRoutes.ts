import { wireCursor, wireLimit, wireProposalTransactions } from '@psephos/lib'
import * as z from 'zod'
import type { Dependencies } from '../Dependencies.ts'
import { createChainCharge } from '../http/createChainCharge.ts'
import { createRoute } from '../http/createRoute.ts'
import type { Route } from '../http/Route.ts'
import { proposalParams } from '../proposals/proposalParams.ts'
import { findProposal } from '../proposals/readProposals.ts'
import { createTransactionReader } from './createTransactionReader.ts'

const query = z.strictObject({
  cursor: wireCursor.optional().describe('The `next` of the page before.'),
  limit: wireLimit.default(20).describe('How many settlements, from 1 to 100.'),
})

/** Returns the route by which a proposal's transactions are listed. */
export function createTransactionRoutes({ prisma, chain, limits }: Dependencies): Route[] {
  const reader = createTransactionReader({ prisma, chain })
  return [
    createRoute({
      method: 'get',
      path: '/proposals/{proposal}/transactions',
      operation: 'listTransactions',
      shared: true,
      tag: 'Results',
      summary: 'Lists the transactions that made a proposal what it is',
      description:
        'Those that published, queued, executed or cancelled it, and of a secret one those that fixed the sums of its ballots and revealed their totals, on every page, and those that brought ballots, the latest first. Which ballots a transaction brought stands in `…/ballots?set=settled`, or in `…/secret-ballots?set=settled`.',
      params: proposalParams,
      query,
      answers: { 200: { description: 'A page of them.', schema: wireProposalTransactions } },
      errors: ['PROPOSAL_UNKNOWN', 'CHAIN_UNAVAILABLE', 'SERVER_BUSY'],
      handle: async ({ params, query, request }) => {
        const proposal = await findProposal(prisma, params.proposal)
        const charge = createChainCharge(limits, request)
        return { json: await reader.read({ proposal, charge, ...query }) }
      },
    }),
  ]
}
