import { wireCursor, wireLimit, wireProposalTransactions } from '@psephos/lib'
import { z } from 'zod'
import { createTimedCache } from '../cache/createTimedCache.ts'
import type { Dependencies } from '../Dependencies.ts'
import { createRoute } from '../http/createRoute.ts'
import type { Route } from '../http/Route.ts'
import { proposalParams } from '../proposals/proposalParams.ts'
import { findProposal } from '../proposals/readProposals.ts'
import { createTransactionReader } from './createTransactionReader.ts'

const query = z.strictObject({
  cursor: wireCursor.optional().describe('The `next` of the page before.'),
  limit: wireLimit.default(20).describe('How many settlements, from 1 to 100.'),
})

/** For how long an answer is good, in milliseconds: all who follow a proposal ask at once. */
const LIFETIME = 1_000
const CAPACITY = 256

/** Returns the route by which a proposal's transactions are listed. */
export function createTransactionRoutes({ prisma, chain }: Dependencies): Route[] {
  const reader = createTransactionReader({ prisma, chain })
  const answers = createTimedCache({
    read: async (key: string) => {
      const [id = '', limit, cursor] = key.split(' ')
      const proposal = await findProposal(prisma, BigInt(id))
      return reader.read({ proposal, limit: Number(limit), cursor })
    },
    lifetime: LIFETIME,
    capacity: CAPACITY,
  })
  return [
    createRoute({
      method: 'get',
      path: '/proposals/{proposal}/transactions',
      operation: 'listTransactions',
      tag: 'Results',
      summary: 'Lists the transactions that made a proposal what it is',
      description:
        'Those that published, queued, executed or cancelled it, on every page, and those that brought ballots, the latest first. Which ballots a transaction brought stands in `…/ballots?set=settled`.',
      params: proposalParams,
      query,
      answers: { 200: { description: 'A page of them.', schema: wireProposalTransactions } },
      errors: ['PROPOSAL_UNKNOWN', 'CHAIN_UNAVAILABLE'],
      handle: async ({ params: { proposal }, query: { limit, cursor } }) => ({
        json: await answers.read(
          [proposal, limit, ...(cursor === undefined ? [] : [cursor])].join(' '),
        ),
      }),
    }),
  ]
}
