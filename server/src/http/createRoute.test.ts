import { parse } from 'node:querystring'
import type { Request, Response } from 'express'
import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { createRoute } from './createRoute.ts'

const route = createRoute({
  method: 'get',
  path: '/things/{thing}',
  operation: 'getThing',
  tag: 'Server',
  summary: 'Answers a thing',
  params: z.strictObject({ thing: z.string().transform(BigInt) }),
  query: z.strictObject({
    limit: z.string().transform(Number).default(20),
    search: z.string().optional(),
  }),
  answers: {},
  errors: [],
  handle: async ({ params, query }) => ({ json: [params.thing, query] }),
})

function ask(thing: string, query: string) {
  const request: Partial<Request> = { params: { thing }, query: parse(query) as Request['query'] }
  return route.parse(request as Request, {} as Response)
}

describe('createRoute', () => {
  test('knows what asks for the same, however it is written', async () => {
    const { key, answer } = ask('7', '')
    expect(await answer()).toEqual({ json: [7n, { limit: 20 }] })
    const same = ['&', '&&&', 'limit=20', 'limit=020&', 'limit=%320']
    expect(same.map((query) => ask('7', query).key())).toEqual(same.map(() => key()))
    expect(ask('07', '').key()).toBe(key())
    expect(ask('7', 'limit=3&search=a').key()).toBe(ask('7', 'search=%61&limit=3').key())
  })

  test('tells apart what asks for something else', () => {
    const asked = [
      ['7', ''],
      ['8', ''],
      ['7', 'limit=3'],
      ['7', 'search='],
      ['7', 'search=20'],
    ]
    const keys = asked.map(([thing = '', query = '']) => ask(thing, query).key())
    expect(new Set(keys).size).toBe(asked.length)
  })

  test('refuses what no schema has', () => {
    expect(() => ask('7', 'x=1')).toThrow(z.ZodError)
  })
})
