import {
  wireMetadataDocument,
  wireProposal,
  wireProposalList,
  wireProposalMetadata,
  wireStoredMetadata,
} from '@psephos/lib'
import * as z from 'zod'
import type { Dependencies } from '../Dependencies.ts'
import { CACHED_FOR_EVER } from '../http/cacheControl.ts'
import { createRoute } from '../http/createRoute.ts'
import type { Route } from '../http/Route.ts'
import { findSpace } from '../spaces/readSpaces.ts'
import { spaceParams } from '../spaces/spaceParams.ts'
import { proposalParams } from './proposalParams.ts'
import { proposalQuery } from './proposalQuery.ts'
import { listProposals, readProposal } from './readProposals.ts'
import { readMetadata, storeMetadata } from './storeMetadata.ts'

const metadataParams = z.strictObject({
  cid: z
    .string()
    .regex(/^[a-z2-7]{1,100}$/, 'must be a CID in base32')
    .describe('The CID of the metadata’s canonical JSON.'),
})

/** Returns the routes about proposals and what people read before they vote. */
export function createProposalRoutes({ prisma, chain }: Dependencies): Route[] {
  return [
    createRoute({
      method: 'get',
      path: '/spaces/{space}/proposals',
      operation: 'listProposals',
      shared: true,
      tag: 'Proposals',
      summary: 'Lists a DAO’s proposals with state and tally',
      description: 'Filters narrow together. A page ends early if it would be larger than 4 MiB.',
      params: spaceParams,
      query: proposalQuery,
      answers: {
        200: { description: 'A page of them, newest first.', schema: wireProposalList },
      },
      errors: ['NOT_FOUND', 'CHAIN_UNAVAILABLE'],
      handle: async ({ params, query: { state, ...query } }) => {
        const space = await findSpace(prisma, params.space)
        return { json: await listProposals({ prisma, chain }, space, { states: state, ...query }) }
      },
    }),
    createRoute({
      method: 'get',
      path: '/proposals/{proposal}',
      operation: 'getProposal',
      shared: true,
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
      description:
        'Kept for ever once a proposal on-chain refers to its CID. Until then it is kept for 14 days, and less if much else comes in.',
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
