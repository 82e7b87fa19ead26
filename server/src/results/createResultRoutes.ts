import { wireResults } from '@psephos/lib'
import type { Dependencies } from '../Dependencies.ts'
import { createRoute } from '../http/createRoute.ts'
import { type Route, STREAMED } from '../http/Route.ts'
import { proposalParams } from '../proposals/proposalParams.ts'

/** Returns the routes by which results are read and followed. */
export function createResultRoutes({ results, streams }: Dependencies): Route[] {
  return [
    createRoute({
      method: 'get',
      path: '/proposals/{proposal}/results',
      operation: 'getResults',
      tag: 'Results',
      summary: 'Tells what a proposal’s ballots add up to',
      description:
        'What this server received and what the governor counts are kept apart. What was received is told when its minute is over, or it would say when somebody voted.',
      params: proposalParams,
      answers: { 200: { description: 'The results as they are now.', schema: wireResults } },
      errors: ['PROPOSAL_UNKNOWN', 'CHAIN_UNAVAILABLE'],
      handle: async ({ params }) => ({ json: (await results.read(params.proposal)).results }),
    }),
    createRoute({
      method: 'get',
      path: '/proposals/{proposal}/events',
      operation: 'watchProposal',
      tag: 'Results',
      summary: 'Streams a proposal’s results whenever they change, as server-sent events',
      description:
        'Events are called `results`; their data is what `…/results` answers, their id a name of it: whoever comes back with it as `Last-Event-ID` hears of changes alone.',
      params: proposalParams,
      answers: { 200: { description: 'Events.', contentTypes: ['text/event-stream'] } },
      errors: ['PROPOSAL_UNKNOWN', 'CHAIN_UNAVAILABLE', 'SERVER_BUSY'],
      handle: async ({ params, request, response }) => {
        await streams.open({ proposalId: params.proposal, request, response })
        return STREAMED
      },
    }),
  ]
}
