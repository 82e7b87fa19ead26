import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AnsweringServer, startAnsweringServer } from '../../testing/startAnsweringServer.ts'
import { createResultCalls } from './createResultCalls.ts'

let server: AnsweringServer
beforeAll(async () => {
  server = await startAnsweringServer()
})
afterAll(() => server.close())

describe('createResultCalls', () => {
  test('gets what ballots add up to', async () => {
    const tally = { voters: 1, turnout: 0.5, options: [] }
    const results = {
      ...{ proposal: '7', state: 'active', electorate: 2, quorum: 1, indexed: 1 },
      received: { ...tally, until: 60 },
      settled: { ...tally, passing: [] },
      decryption: null,
    }
    server.answerWith(results)
    const { getResults } = createResultCalls(server.requests)
    expect(await getResults({ proposal: 7n })).toEqual({ ...results, proposal: 7n })
    expect(server.received?.url).toBe('/api/v1/proposals/7/results')
  })

  test("watches a proposal's events", async () => {
    const error = { code: 'PROPOSAL_UNKNOWN', message: '', details: { proposal: '7' } }
    server.answerWith({ error }, 404)
    const watching = createResultCalls(server.requests).watchProposal({ proposal: 7n })
    await expect(watching.next()).rejects.toMatchObject({ code: 'PROPOSAL_UNKNOWN' })
    expect(server.received?.url).toBe('/api/v1/proposals/7/events')
  })
})
