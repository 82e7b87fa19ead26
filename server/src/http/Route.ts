import type { ErrorCode } from '@psephos/lib'
import type { Request, Response } from 'express'
import type * as z from 'zod'
import type { RequestKind } from './createRateLimits.ts'

/** A success as the reference describes it. */
export interface RouteAnswer {
  readonly description: string
  /** What JSON it is; absent for other content. */
  readonly schema?: z.core.$ZodType
  /** The content types of what is no JSON. */
  readonly contentTypes?: readonly string[]
}

/** What a route's use case is given: what came, parsed. */
export interface RouteInput<Params, Query, Body> {
  readonly params: Params
  readonly query: Query
  readonly body: Body
  readonly request: Request
  /** For streams alone: whoever writes here returns {@link STREAMED}. */
  readonly response: Response
}

/** What a route answers. */
export interface RouteOutput {
  /** 200 if absent. */
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  /** Sent as JSON, its bigints as decimal strings. */
  readonly json?: unknown
  /** Sent as they are, in the place of JSON. */
  readonly bytes?: { readonly type: string; readonly content: Uint8Array | string }
}

/** Says that a route has written its answer itself. */
export const STREAMED: unique symbol = Symbol('streamed')

/** What stands in a route: how it is asked, what it answers and how it refuses. */
export interface RouteParameters<
  Params extends z.ZodObject,
  Query extends z.ZodObject,
  Body extends z.core.$ZodType,
> {
  readonly method: 'get' | 'post' | 'put' | 'delete'
  /** Under `/api/v1`, its parameters in braces: `/spaces/{space}/group`. */
  readonly path: string
  /** The name of the operation for programs that are generated: `getGroup`. */
  readonly operation: string
  /** The heading under which the reference lists it. */
  readonly tag:
    | 'Spaces'
    | 'Proposals'
    | 'Enrolment'
    | 'Group'
    | 'Ballots'
    | 'Results'
    | 'Audit'
    | 'Server'
  /** One line. */
  readonly summary: string
  /** Markdown, for what one line does not say. */
  readonly description?: string
  readonly params?: Params
  readonly query?: Query
  /** JSON; absent for requests that have no body. */
  readonly body?: Body
  /** By status. */
  readonly answers: Readonly<Record<number, RouteAnswer>>
  /** Beside those that every route has: malformed, too large, too many, failed. */
  readonly errors: readonly ErrorCode[]
  /** How it counts towards what one client may ask; by default `read` for GET and `write` for others. */
  readonly kind?: RequestKind
  /**
   * Of GET: whether the answer depends on path and query alone, so that all who ask within a second
   * are given the same.
   */
  readonly shared?: boolean
  readonly handle: (
    input: RouteInput<z.output<Params>, z.output<Query>, z.output<Body>>,
  ) => Promise<RouteOutput | typeof STREAMED>
}

/** A request that fits its route. */
export interface ParsedRequest {
  /** The same for all that ask for the same, however they write it. */
  readonly key: () => string
  /** Calls the use case. */
  readonly answer: () => Promise<RouteOutput | typeof STREAMED>
}

/** A route of any form, ready to be mounted and described. */
export interface Route
  extends Omit<RouteParameters<z.ZodObject, z.ZodObject, z.core.$ZodType>, 'handle'> {
  /** Parses what came. */
  readonly parse: (request: Request, response: Response) => ParsedRequest
}
