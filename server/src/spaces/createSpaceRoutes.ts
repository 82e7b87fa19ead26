import { wireSpaceList } from '@psephos/lib'
import type { Dependencies } from '../Dependencies.ts'
import { createRoute } from '../http/createRoute.ts'
import type { Route } from '../http/Route.ts'
import { listSpaces } from './readSpaces.ts'

/** Returns the routes about the DAOs that this server hosts. */
export function createSpaceRoutes({ prisma }: Dependencies): Route[] {
  return [
    createRoute({
      method: 'get',
      path: '/spaces',
      operation: 'listSpaces',
      tag: 'Spaces',
      summary: 'Lists the DAOs that this server hosts',
      answers: { 200: { description: 'All of them, oldest first.', schema: wireSpaceList } },
      errors: [],
      handle: async () => ({ json: { spaces: await listSpaces(prisma) } }),
    }),
  ]
}
