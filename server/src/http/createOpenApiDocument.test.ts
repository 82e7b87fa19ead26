import { errorCodes } from '@psephos/lib'
import { Validator } from '@seriousme/openapi-schema-validator'
import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { createOpenApiDocument } from './createOpenApiDocument.ts'
import { createRoute } from './createRoute.ts'

const route = createRoute({
  method: 'get',
  path: '/things/{thing}',
  operation: 'getThing',
  tag: 'Server',
  summary: 'Answers a thing',
  params: z.strictObject({ thing: z.string().describe('Which.') }),
  query: z.strictObject({ size: z.string().regex(/^\d$/).optional() }),
  answers: { 200: { description: 'It.', contentTypes: ['text/plain'] } },
  errors: ['NOT_FOUND', ...errorCodes.slice(0, 1)],
  handle: async () => ({}),
})

describe('createOpenApiDocument', () => {
  test('describes parameters, answers and refusals as OpenAPI 3.1 does', async () => {
    const document = createOpenApiDocument([route])
    const result = await new Validator().validate(structuredClone(document))
    expect(result).toMatchObject({ valid: true })
    expect(document).toMatchObject({
      paths: {
        '/things/{thing}': {
          get: {
            operationId: 'getThing',
            parameters: [
              { name: 'thing', in: 'path', required: true, description: 'Which.' },
              { name: 'size', in: 'query', required: false, schema: { pattern: '^\\d$' } },
            ],
            responses: {
              200: { content: { 'text/plain': {} } },
              404: { description: '`NOT_FOUND`' },
            },
          },
        },
      },
    })
    expect(Object.keys(document['components'] ?? {})).toEqual(['schemas'])
  })

  test('takes no schema that the library does not export', () => {
    const answers = { 200: { description: 'It.', schema: z.string() } }
    expect(() => createOpenApiDocument([{ ...route, answers }])).toThrow('no such wire schema')
  })
})
