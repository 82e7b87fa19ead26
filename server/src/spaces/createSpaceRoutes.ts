import {
  wireCursor,
  wireLimit,
  wireSpaceDetails,
  wireSpaceList,
  wireSpaceProfileBody,
  wireSpaceRegistrationBody,
  wireSpaceRules,
} from '@psephos/lib'
import * as z from 'zod'
import type { Dependencies } from '../Dependencies.ts'
import { createChainCharge } from '../http/createChainCharge.ts'
import { createRoute } from '../http/createRoute.ts'
import type { Route } from '../http/Route.ts'
import { searchWords } from '../http/searchWords.ts'
import { createCommitteeStore } from '../secret/createCommitteeStore.ts'
import { admitSpace } from './admitSpace.ts'
import { createSpaceRules } from './createSpaceRules.ts'
import { readSpaceDetails } from './readSpaceDetails.ts'
import { findSpaceRow, listSpaces } from './readSpaces.ts'
import { setSpaceProfile } from './setSpaceProfile.ts'
import { SIGNED_ERRORS } from './signedErrors.ts'
import { spaceParams } from './spaceParams.ts'

const spaceQuery = z.strictObject({
  search: searchWords
    .optional()
    .describe('What id, name or words about the DAO hold, in upper or lower case.'),
  cursor: wireCursor.optional().describe('Where the page begins: `next` of the page before.'),
  limit: wireLimit.optional().describe('How many, 1 to 100; 100 if absent.'),
})

/** Returns the routes about the DAOs that this server hosts. */
export function createSpaceRoutes(dependencies: Dependencies): Route[] {
  const { prisma, chain, limits, publicUrl, hostSpace } = dependencies
  const { spaceRegistration: registration } = dependencies
  const server = new URL(publicUrl).origin
  const committees = createCommitteeStore({ prisma, chain, logger: dependencies.logger })
  const rules = createSpaceRules({ prisma, chain, committees })
  return [
    createRoute({
      method: 'get',
      path: '/spaces',
      operation: 'listSpaces',
      shared: true,
      tag: 'Spaces',
      summary: 'Lists the DAOs that this server hosts',
      query: spaceQuery,
      answers: { 200: { description: 'A page of them, oldest first.', schema: wireSpaceList } },
      errors: [],
      handle: async ({ query }) => ({ json: await listSpaces(prisma, query) }),
    }),
    createRoute({
      method: 'post',
      path: '/spaces',
      operation: 'registerSpace',
      tag: 'Spaces',
      summary: 'Hosts a DAO that its own admins register',
      description:
        'Only where the operator opened registration. The authorization is EIP-712 typed data `SpaceRequest`, as `spaceRequestTypedData` of the library gives it, for the action `register space`.',
      body: wireSpaceRegistrationBody,
      answers: { 201: { description: 'It is hosted from now on.', schema: wireSpaceDetails } },
      errors: [
        ...SIGNED_ERRORS,
        'LIMIT_REACHED',
        'SPACE_CONTRACTS_MISMATCH',
        'SPACE_ID_TAKEN',
        'SPACE_REGISTRATION_CLOSED',
        'SPACE_REQUEST_REPLAYED',
      ],
      handle: async ({ body }) => {
        const space = await admitSpace({ prisma, chain, server, registration, body })
        hostSpace(space)
        return { status: 201, json: await readSpaceDetails({ prisma, chain }, space.id) }
      },
    }),
    createRoute({
      method: 'get',
      path: '/spaces/{space}',
      operation: 'getSpace',
      shared: true,
      tag: 'Spaces',
      summary: 'Answers a DAO with its figures',
      params: spaceParams,
      answers: { 200: { description: 'The DAO.', schema: wireSpaceDetails } },
      errors: ['NOT_FOUND', 'CHAIN_UNAVAILABLE'],
      handle: async ({ params }) => ({
        json: await readSpaceDetails({ prisma, chain }, params.space),
      }),
    }),
    createRoute({
      method: 'get',
      path: '/spaces/{space}/rules',
      operation: 'getSpaceRules',
      shared: true,
      tag: 'Spaces',
      summary: 'Answers by which rules a DAO decides now, and who may propose',
      params: spaceParams,
      answers: { 200: { description: 'Its rules.', schema: wireSpaceRules } },
      errors: ['NOT_FOUND', 'CHAIN_UNAVAILABLE', 'SERVER_BUSY'],
      handle: async ({ params, request }) => ({
        json: await rules.read(params.space, createChainCharge(limits, request)),
      }),
    }),
    createRoute({
      method: 'put',
      path: '/spaces/{space}',
      operation: 'setSpaceProfile',
      tag: 'Spaces',
      summary: 'Writes what a DAO says about itself',
      description:
        'Admins are whom the operator names, the timelock itself (ERC-1271), and whoever has its role `psephos.space.admin`, `PROPOSER_ROLE` or `DEFAULT_ADMIN_ROLE`. The authorization is EIP-712 typed data `SpaceRequest` for the action `set profile`.',
      params: spaceParams,
      body: wireSpaceProfileBody,
      answers: { 200: { description: 'The DAO as it is shown now.', schema: wireSpaceDetails } },
      errors: ['NOT_FOUND', 'SPACE_REQUEST_REPLAYED', ...SIGNED_ERRORS],
      handle: async ({ params, body }) => {
        const space = await findSpaceRow(prisma, params.space)
        await setSpaceProfile({ prisma, chain, server, space, body })
        return { json: await readSpaceDetails({ prisma, chain }, space.id) }
      },
    }),
  ]
}
