import { encodeGroupBucket, wireGroup, wireUint } from '@psephos/lib'
import * as z from 'zod'
import type { Dependencies } from '../Dependencies.ts'
import { CACHED_FOR_EVER } from '../http/cacheControl.ts'
import { createRoute } from '../http/createRoute.ts'
import type { Route } from '../http/Route.ts'
import { findSpace } from '../spaces/readSpaces.ts'
import { spaceParams } from '../spaces/spaceParams.ts'
import { createGroupStore } from './createGroupStore.ts'
import { readGroup } from './readGroup.ts'

const bucketParams = spaceParams.extend({
  bucket: z
    .string()
    .regex(/^(0|[1-9]\d{0,6})$/)
    .transform(Number)
    .describe('Which bucket, counted from 0.'),
})
const root = wireUint.describe('The group’s root, such as that of a proposal’s electorate.')

/** Returns the routes by which people find their own place in a group, without saying which. */
export function createGroupRoutes({ prisma, chain }: Dependencies): Route[] {
  const groups = createGroupStore({ prisma, chain })
  return [
    createRoute({
      method: 'get',
      path: '/spaces/{space}/group',
      operation: 'getGroup',
      tag: 'Group',
      summary: 'Answers the members of a group',
      description: 'As it stood with a root, which is cached for ever, or as it is now.',
      params: spaceParams,
      query: z.strictObject({ root: root.optional() }),
      answers: { 200: { description: 'The commitments by their places.', schema: wireGroup } },
      errors: ['NOT_FOUND', 'GROUP_ROOT_UNKNOWN'],
      handle: async ({ params, query }) => {
        const space = await findSpace(prisma, params.space)
        const json = await readGroup({ prisma, space, root: query.root })
        return query.root === undefined ? { json } : { json, headers: CACHED_FOR_EVER }
      },
    }),
    createRoute({
      method: 'get',
      path: '/spaces/{space}/group/buckets/{bucket}',
      operation: 'getGroupBucket',
      tag: 'Group',
      summary: 'Answers a part of a large group',
      description:
        'At least 4 096 members with the nodes beside them, so that nobody has to ask for their own path. `GroupBucket` of the library reads it and holds it against the root.',
      params: bucketParams,
      query: z.strictObject({ root }),
      answers: {
        200: {
          description: 'The bucket, in the form of the library’s `encodeGroupBucket`.',
          contentTypes: ['application/octet-stream'],
        },
      },
      errors: ['NOT_FOUND', 'GROUP_ROOT_UNKNOWN', 'GROUP_PLACE_OUT_OF_RANGE', 'CHAIN_UNAVAILABLE'],
      handle: async ({ params, query }) => {
        const space = await findSpace(prisma, params.space)
        const group = await groups.open(space, query.root)
        const content = encodeGroupBucket({ group, bucket: params.bucket })
        return { bytes: { type: 'application/octet-stream', content }, headers: CACHED_FOR_EVER }
      },
    }),
  ]
}
