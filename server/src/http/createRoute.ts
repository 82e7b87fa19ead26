import { RequestMalformedError } from '@psephos/lib'
import type { Request } from 'express'
import * as z from 'zod'
import { parseJson } from './parseJson.ts'
import type { Route, RouteParameters } from './Route.ts'
import { toWireText } from './sendWire.ts'

const nothing = z.strictObject({})

/**
 * Returns a route that parses what comes by its schemas before its use case sees it. Fields that no
 * schema has are refused.
 */
export function createRoute<
  Params extends z.ZodObject = typeof nothing,
  Query extends z.ZodObject = typeof nothing,
  Body extends z.core.$ZodType = z.ZodUndefined,
>({ handle, ...parameters }: RouteParameters<Params, Query, Body>): Route {
  const { operation, params, query, body } = parameters
  return {
    ...parameters,
    parse: (request, response) => {
      const input = {
        params: parse(params, request.params),
        query: parse(query, request.query),
        body: parseBody(body, request),
      }
      return {
        key: () => toWireText([operation, input.params, input.query]),
        answer: () => handle({ ...input, request, response }),
      }
    },
  }
}

function parse<Schema extends z.ZodObject>(
  schema: Schema | undefined,
  value: unknown,
): z.output<Schema> {
  return z.parse(schema ?? nothing, value) as z.output<Schema>
}

function parseBody<Schema extends z.core.$ZodType>(
  schema: Schema | undefined,
  request: Request,
): z.output<Schema> {
  if (schema === undefined) return undefined as z.output<Schema>
  if (!isJson(request.get('content-type'))) {
    const reason = 'its content type must be application/json, in UTF-8'
    throw new RequestMalformedError({ path: '', reason })
  }
  const bytes: unknown = request.body
  return z.parse(schema, parseJson(bytes instanceof Uint8Array ? bytes : new Uint8Array()))
}

function isJson(contentType = ''): boolean {
  return /^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i.test(contentType)
}
