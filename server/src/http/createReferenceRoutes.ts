import { createOpenApiDocument } from './createOpenApiDocument.ts'
import { createRoute } from './createRoute.ts'
import type { Route } from './Route.ts'

/** Returns the route that describes `routes` and itself to programs. */
export function createReferenceRoutes(routes: readonly Route[]): Route[] {
  const route = createRoute({
    method: 'get',
    path: '/openapi.json',
    operation: 'getOpenApi',
    tag: 'Server',
    summary: 'Answers this description, as OpenAPI 3.1',
    answers: { 200: { description: 'The document.', contentTypes: ['application/json'] } },
    errors: [],
    handle: async () => ({ json: document }),
  })
  const document = createOpenApiDocument([...routes, route])
  return [route]
}
