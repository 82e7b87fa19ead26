import { RequestMalformedError, ServerBusyError } from '@psephos/lib'
import { describe, expect, test } from 'vitest'
import { askServer } from './askServer.ts'

/** A server that fails with each error once, and then answers. */
function createClient(...failures: Error[]) {
  const asked: string[] = []
  return {
    asked,
    client: {
      askChain: async ({ method }: { method: string }) => {
        asked.push(method)
        const failure = failures.shift()
        if (failure !== undefined) throw failure
        return { result: '0x7' }
      },
    },
  }
}

const question = { space: 'commons', method: 'eth_blockNumber', params: [], waits: [0, 0] }
const busy = () => new ServerBusyError({ retryAfter: 1 })

describe('askServer', () => {
  test('asks again when the failure may pass by itself', async () => {
    const { client, asked } = createClient(busy(), busy())
    expect(await askServer({ ...question, client })).toEqual({ result: '0x7' })
    expect(asked).toHaveLength(3)
  })

  test('gives up after a while', async () => {
    const { client } = createClient(busy(), busy(), busy())
    await expect(askServer({ ...question, client })).rejects.toMatchObject({ code: 'SERVER_BUSY' })
  })

  test('does not ask again for what the server will never do', async () => {
    const { client, asked } = createClient(new RequestMalformedError({ path: '', reason: 'no' }))
    await expect(askServer({ ...question, client })).rejects.toMatchObject({
      code: 'REQUEST_MALFORMED',
    })
    expect(asked).toHaveLength(1)
  })

  test('does not ask at all for what no server answers', async () => {
    const { client, asked } = createClient()
    const params = [`0x${'0'.repeat(64)}`, { tracer: 'callTracer' }]
    const trace = { ...question, client, method: 'debug_traceTransaction', params }
    expect(await askServer(trace)).toMatchObject({ error: { code: -32_601 } })
    expect(asked).toEqual([])
  })
})
