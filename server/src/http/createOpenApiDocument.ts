import { readFileSync } from 'node:fs'
import { type ErrorCode, wireError } from '@psephos/lib'
import * as z from 'zod'
import { httpStatus } from './httpStatus.ts'
import type { Route, RouteAnswer } from './Route.ts'
import { type JsonSchema, referToWire, wireComponents } from './wireComponents.ts'

const { version }: { version: string } = JSON.parse(
  readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
)

const description = `Psephos hosts proposals, takes ballots without gas and brings them on-chain.

Numbers that may exceed 2^53 are decimal strings; times are seconds since 1970. A failure answers
\`{"error": {"code", "message", "details"}}\`: programs read the code, people the message.
Answers are to be checked, not believed: the library's client holds groups and metadata against the
chain.`

/** Returns the OpenAPI 3.1 document of routes under `/api/v1`. */
export function createOpenApiDocument(routes: readonly Route[]): JsonSchema {
  const paths: Record<string, Record<string, JsonSchema>> = {}
  for (const route of routes) {
    paths[route.path] = { ...paths[route.path], [route.method]: describeRoute(route) }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Psephos', version, description, license: { name: 'MIT', identifier: 'MIT' } },
    servers: [{ url: '/api/v1' }],
    tags: [...new Set(routes.map(({ tag }) => tag))].map((name) => ({ name })),
    paths,
    components: { schemas: selectReachable(paths) },
  }
}

function describeRoute(route: Route): JsonSchema {
  const { operation, tag, summary, params, query, body } = route
  return {
    operationId: operation,
    tags: [tag],
    summary,
    ...(route.description === undefined ? {} : { description: route.description }),
    parameters: [...describeParameters('path', params), ...describeParameters('query', query)],
    ...(body === undefined
      ? {}
      : { requestBody: { required: true, content: describeContent({ schema: body }) } }),
    responses: {
      ...Object.fromEntries(
        Object.entries(route.answers).map(([status, answer]) => [
          status,
          { description: answer.description, content: describeContent(answer) },
        ]),
      ),
      ...describeRefusals(route),
    },
  }
}

function describeParameters(place: 'path' | 'query', schema: z.ZodObject | undefined) {
  if (schema === undefined) return []
  const { properties = {}, required = [] } = z.toJSONSchema(schema, { io: 'input' })
  return Object.entries(properties).map(([name, property]) => {
    const { description: text, ...rest } = typeof property === 'boolean' ? {} : property
    return {
      name,
      in: place,
      required: required.includes(name),
      ...(text === undefined ? {} : { description: text }),
      schema: rest,
    }
  })
}

function describeContent({
  schema,
  contentTypes = [],
}: Pick<RouteAnswer, 'schema' | 'contentTypes'>): JsonSchema {
  return {
    ...(schema === undefined ? {} : { 'application/json': { schema: referToWire(schema) } }),
    ...Object.fromEntries(contentTypes.map((type) => [type, {}])),
  }
}

/** What any request can meet. */
const COMMON_ERRORS: readonly ErrorCode[] = [
  'REQUEST_MALFORMED',
  'TOO_MANY_REQUESTS',
  'INTERNAL',
  'SERVER_BUSY',
]
const BODY_ERRORS: readonly ErrorCode[] = ['PAYLOAD_TOO_LARGE']

/** Returns what a route may refuse with. */
export function listErrors({ errors, body }: Pick<Route, 'errors' | 'body'>): ErrorCode[] {
  return [...new Set([...COMMON_ERRORS, ...(body === undefined ? [] : BODY_ERRORS), ...errors])]
}

function describeRefusals(route: Route): JsonSchema {
  const byStatus = Map.groupBy(listErrors(route), (code) => httpStatus[code])
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [
      String(status),
      {
        description: codes.map((code) => `\`${code}\``).join(', '),
        content: describeContent({ schema: wireError }),
      },
    ]),
  )
}

/** Returns the components to which something refers, directly or by way of others. */
function selectReachable(paths: unknown): Record<string, JsonSchema> {
  const reached: Record<string, JsonSchema> = {}
  const visit = (value: unknown): void => {
    for (const [, id = ''] of JSON.stringify(value).matchAll(/"#\/components\/schemas\/(\w+)"/g)) {
      const component = wireComponents[id]
      if (component === undefined || id in reached) continue
      reached[id] = component
      visit(component)
    }
  }
  visit(paths)
  return Object.fromEntries(Object.entries(reached).toSorted(([a], [b]) => (a < b ? -1 : 1)))
}
