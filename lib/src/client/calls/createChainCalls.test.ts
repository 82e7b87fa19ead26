import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AnsweringServer, startAnsweringServer } from '../../testing/startAnsweringServer.ts'
import { createChainCalls } from './createChainCalls.ts'

let server: AnsweringServer
beforeAll(async () => {
  server = await startAnsweringServer()
})
afterAll(() => server.close())

describe('createChainCalls', () => {
  test('has the server ask its node, which may refuse', async () => {
    const { askChain } = createChainCalls(server.requests)
    const question = { method: 'eth_getBlockByNumber', params: ['latest', false] }
    server.answerWith({ result: null })
    expect(await askChain({ space: 'garden', ...question })).toEqual({ result: null })
    expect(server.received).toEqual({
      method: 'POST',
      url: '/api/v1/spaces/garden/chain',
      body: question,
    })
    const refusal = { error: { code: 3, message: 'reverted', data: '0x12' } }
    server.answerWith(refusal)
    expect(await askChain({ space: 'garden', ...question })).toEqual(refusal)
  })
})
