import {
  wireCursor,
  wireDao,
  wireDaoActivities,
  wireDaoContracts,
  wireDaoMembers,
  wireDaoProposals,
} from '@psephos/lib'
import * as z from 'zod'
import type { Dependencies } from '../Dependencies.ts'
import { createRoute } from '../http/createRoute.ts'
import type { Route } from '../http/Route.ts'
import { findSpaceRow } from '../spaces/readSpaces.ts'
import { spaceParams } from '../spaces/spaceParams.ts'
import { createAtomFeed } from './createAtomFeed.ts'
import { describeGovernance } from './describeGovernance.ts'
import {
  type ReadDaoDocumentParameters,
  readDao,
  readDaoActivities,
  readDaoContracts,
  readDaoMembers,
  readDaoProposals,
} from './readDaoDocuments.ts'

const pageQuery = z.strictObject({
  cursor: wireCursor
    .optional()
    .describe('Where the page begins; `next` of the page before has it.'),
})
const FRESH_FOR_A_MINUTE = { 'cache-control': 'public, max-age=60' }

/** Returns the routes for programs of other people: a feed, and the documents of ERC-4824. */
export function createFeedRoutes({ prisma, chain, publicUrl }: Dependencies): Route[] {
  const createDocument = (
    name: string,
    operation: string,
    schema: z.core.$ZodType,
    summary: string,
    read: (parameters: ReadDaoDocumentParameters) => Promise<unknown>,
  ): Route =>
    createRoute({
      method: 'get',
      path: `/spaces/{space}/${name}`,
      operation,
      tag: 'Spaces',
      summary,
      params: spaceParams,
      query: pageQuery,
      answers: { 200: { description: 'JSON-LD, as ERC-4824 has it.', schema } },
      errors: ['NOT_FOUND', 'CHAIN_UNAVAILABLE'],
      handle: async ({ params, query: { cursor } }) => {
        const space = await findSpaceRow(prisma, params.space)
        const json = await read({ prisma, chain, space, publicUrl, cursor })
        return { json, headers: FRESH_FOR_A_MINUTE }
      },
    })
  return [
    createRoute({
      method: 'get',
      path: '/spaces/{space}/feed.atom',
      operation: 'getFeed',
      tag: 'Spaces',
      summary: 'Answers a DAO’s newest proposals as an Atom feed',
      params: spaceParams,
      answers: { 200: { description: 'The feed.', contentTypes: ['application/atom+xml'] } },
      errors: ['NOT_FOUND'],
      handle: async ({ params }) => {
        const space = await findSpaceRow(prisma, params.space)
        const { xml, updated } = await createAtomFeed({ prisma, space, publicUrl })
        return {
          headers: { ...FRESH_FOR_A_MINUTE, 'last-modified': updated.toUTCString() },
          bytes: { type: 'application/atom+xml; charset=utf-8', content: xml },
        }
      },
    }),
    createDocument('dao.json', 'getDao', wireDao, 'Answers where a daoURI leads', readDao),
    createDocument(
      'members.json',
      'getDaoMembers',
      wireDaoMembers,
      'Answers a page of members, by commitment',
      readDaoMembers,
    ),
    createDocument(
      'proposals.json',
      'getDaoProposals',
      wireDaoProposals,
      'Answers a page of proposals, newest first',
      readDaoProposals,
    ),
    createDocument(
      'activities.json',
      'getDaoActivities',
      wireDaoActivities,
      'Answers a page of what happened, newest first',
      readDaoActivities,
    ),
    createDocument(
      'contracts.json',
      'getDaoContracts',
      wireDaoContracts,
      'Answers the DAO’s contracts',
      readDaoContracts,
    ),
    createRoute({
      method: 'get',
      path: '/spaces/{space}/governance.md',
      operation: 'getDaoGovernance',
      tag: 'Spaces',
      summary: 'Answers in words what membership means and how proposals work',
      params: spaceParams,
      answers: { 200: { description: 'Markdown.', contentTypes: ['text/markdown'] } },
      errors: ['NOT_FOUND', 'CHAIN_UNAVAILABLE'],
      handle: async ({ params }) => {
        const space = await findSpaceRow(prisma, params.space)
        return {
          headers: FRESH_FOR_A_MINUTE,
          bytes: {
            type: 'text/markdown; charset=utf-8',
            content: await describeGovernance({ chain, space }),
          },
        }
      },
    }),
  ]
}
