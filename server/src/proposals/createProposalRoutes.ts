import {
  wireMetadataDocument,
  wireProposal,
  wireProposalList,
  wireProposalMetadata,
  wireStoredMetadata,
} from '@psephos/lib'
import { z } from 'zod'
import type { Dependencies } from '../Dependencies.ts'
import { CACHED_FOR_EVER } from '../http/cacheControl.ts'
import { createRoute } from '../http/createRoute.ts'
import type { Route } from '../http/Route.ts'
import { findSpace } from '../spaces/readSpaces.ts'
import { spaceParams } from '../spaces/spaceParams.ts'
import { proposalParams } from './proposalParams.ts'
import { listProposals, readProposal } from './readProposals.ts'
import { readMetadata, storeMetadata } from './storeMetadata.ts'

const metadataParams = z.strictObject({
  cid: z.string().describe('The CID of the metadata’s canonical JSON.'),
})

/** Returns the routes about proposals and what people read before they vote. */
export function createProposalRoutes({ prisma, chain }: Dependencies): Route[] {
  return [
    createRoute({
      method: 'get',
      path: '/spaces/{space}/proposals',
      operation: 'listProposals',
      tag: 'Proposals',
      summary: 'Lists a DAO’s proposals with state and tally',
      params: spaceParams,
      answers: { 200: { description: 'Newest first.', schema: wireProposalList } },
      errors: ['NOT_FOUND', 'CHAIN_UNAVAILABLE'],
      handle: async ({ params }) => {
        const space = await findSpace(prisma, params.space)
        return { json: { proposals: await listProposals({ prisma, chain }, space) } }
      },
    }),
    createRoute({
      method: 'get',
      path: '/proposals/{proposal}',
      operation: 'getProposal',
      tag: 'Proposals',
      summary: 'Answers a proposal with state and tally',
      params: proposalParams,
      answers: { 200: { description: 'The proposal.', schema: wireProposal } },
      errors: ['PROPOSAL_UNKNOWN', 'CHAIN_UNAVAILABLE'],
      handle: async ({ params }) => ({
        json: await readProposal({ prisma, chain }, params.proposal),
      }),
    }),
    createRoute({
      method: 'post',
      path: '/metadata',
      operation: 'storeMetadata',
      tag: 'Proposals',
      summary: 'Stores what people read before they vote',
      body: wireProposalMetadata,
      answers: { 201: { description: 'Where it stands now.', schema: wireStoredMetadata } },
      errors: ['METADATA_MALFORMED'],
      handle: async ({ body }) => ({
        status: 201,
        json: { cid: await storeMetadata(prisma, body) },
      }),
    }),
    createRoute({
      method: 'get',
      path: '/metadata/{cid}',
      operation: 'getMetadata',
      tag: 'Proposals',
      summary: 'Answers metadata by its CID',
      params: metadataParams,
      answers: { 200: { description: 'Cached for ever.', schema: wireMetadataDocument } },
      errors: ['METADATA_UNKNOWN'],
      handle: async ({ params: { cid } }) => ({
        json: { cid, metadata: await readMetadata(prisma, cid) },
        headers: CACHED_FOR_EVER,
      }),
    }),
  ]
}
