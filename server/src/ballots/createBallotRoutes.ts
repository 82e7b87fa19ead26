import { wireBallot, wireBallotStatus, wireUint } from '@psephos/lib'
import type { Dependencies } from '../Dependencies.ts'
import { createRoute } from '../http/createRoute.ts'
import type { Route } from '../http/Route.ts'
import { proposalParams } from '../proposals/proposalParams.ts'
import { findProposal } from '../proposals/readProposals.ts'
import { readBallotStatus } from './readBallotStatus.ts'
import { receiveBallot } from './receiveBallot.ts'

const ballotParams = proposalParams.extend({
  nullifier: wireUint.describe('The ballot’s nullifier.'),
})

/** Returns the routes by which ballots come and are followed. */
export function createBallotRoutes({ prisma, chain }: Dependencies): Route[] {
  return [
    createRoute({
      method: 'post',
      path: '/proposals/{proposal}/ballots',
      operation: 'castBallot',
      kind: 'refused',
      tag: 'Ballots',
      summary: 'Takes a ballot for the relay, which brings it on-chain',
      params: proposalParams,
      body: wireBallot,
      answers: { 202: { description: 'The ballot is held.', schema: wireBallotStatus } },
      errors: [
        'PROPOSAL_UNKNOWN',
        'BALLOT_MALFORMED',
        'BALLOT_MESSAGE_MISMATCH',
        'BALLOT_PROOF_INVALID',
        'BALLOT_SCOPE_MISMATCH',
        'BALLOT_SNAPSHOT_MISMATCH',
        'FIELD_ELEMENT_OUT_OF_RANGE',
        'REVISION_NOT_HIGHER',
        'VOICE_CREDITS_EXCEEDED',
        'VOTES_OUT_OF_RANGE',
        'VOTING_NOT_OPEN',
        'CHAIN_UNAVAILABLE',
      ],
      handle: async ({ params, body }) => ({
        status: 202,
        json: await receiveBallot({ prisma, chain, proposalId: params.proposal, ballot: body }),
      }),
    }),
    createRoute({
      method: 'get',
      path: '/proposals/{proposal}/ballots/{nullifier}',
      operation: 'getBallotStatus',
      tag: 'Ballots',
      summary: 'Tells where a ballot stands',
      params: ballotParams,
      answers: { 200: { description: 'Where it stands.', schema: wireBallotStatus } },
      errors: ['PROPOSAL_UNKNOWN', 'BALLOT_UNKNOWN'],
      handle: async ({ params }) => {
        const proposal = await findProposal(prisma, params.proposal)
        return { json: await readBallotStatus({ prisma, proposal, nullifier: params.nullifier }) }
      },
    }),
  ]
}
