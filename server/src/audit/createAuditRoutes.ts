import { wireChainAnswer, wireChainQuestion } from '@psephos/lib'
import type { Dependencies } from '../Dependencies.ts'
import { createChainCharge } from '../http/createChainCharge.ts'
import { createRoute } from '../http/createRoute.ts'
import type { Route } from '../http/Route.ts'
import { findSpace } from '../spaces/readSpaces.ts'
import { spaceParams } from '../spaces/spaceParams.ts'
import { answerChainQuestion } from './answerChainQuestion.ts'

/** Returns the route by which a page without a node of its own reads what an audit takes. */
export function createAuditRoutes({ prisma, chain, limits }: Dependencies): Route[] {
  return [
    createRoute({
      method: 'post',
      path: '/spaces/{space}/chain',
      operation: 'askChain',
      tag: 'Audit',
      summary: 'Asks the chain what an audit has to know',
      description:
        'Reads and nothing else: these questions of Ethereum’s JSON-RPC, about this DAO’s contracts. Whoever asks here takes this server’s word for what the chain says; a node of one’s own answers the same.',
      params: spaceParams,
      body: wireChainQuestion,
      answers: {
        200: { description: 'What the node answers, or refuses.', schema: wireChainAnswer },
      },
      errors: ['NOT_FOUND', 'CHAIN_UNAVAILABLE', 'SERVER_BUSY'],
      kind: 'read',
      handle: async ({ params, body, request }) => {
        const space = await findSpace(prisma, params.space)
        await createChainCharge(limits, request)(1)
        return { json: await answerChainQuestion({ chain, space }, body) }
      },
    }),
  ]
}
