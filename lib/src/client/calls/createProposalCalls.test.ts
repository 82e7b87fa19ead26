import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AnsweringServer, startAnsweringServer } from '../../testing/startAnsweringServer.ts'
import type { ProposalMetadata } from '../../wire/proposal.ts'
import { createProposalCalls, type ProposalCalls } from './createProposalCalls.ts'

const address = `0x${'aa'.repeat(20)}`
const hash = `0x${'bb'.repeat(32)}`
const large = (1n << 256n) - 1n
const metadata: ProposalMetadata = {
  version: 1,
  title: 'A garden',
  body: '',
  options: [{ title: 'Yes' }],
}
const proposal = {
  id: String(large),
  space: 'garden',
  cid: 'bafkreia',
  metadata,
  description: 'A garden\n\nipfs://bafkreia',
  proposer: address,
  voiceCredits: 100,
  maxWinners: 0,
  optionCount: 1,
  calls: [],
  committee: null,
  snapshot: 1,
  deadline: 2,
  state: 'active',
  executableAt: null,
  electorate: null,
  settled: { ballots: 0, options: [], passing: [], quorum: 1 },
  received: 0,
}

let server: AnsweringServer
let calls: ProposalCalls
beforeAll(async () => {
  server = await startAnsweringServer()
  calls = createProposalCalls(server.requests)
})
afterAll(() => server.close())

describe('createProposalCalls', () => {
  test('lists and gets proposals', async () => {
    server.answerWith({ proposals: [proposal] })
    const [first] = await calls.listProposals({ space: 'garden' })
    expect(first).toEqual({ ...proposal, id: large })
    expect(server.received?.url).toBe('/api/v1/spaces/garden/proposals')
    server.answerWith(proposal)
    expect(await calls.getProposal({ proposal: large })).toEqual(first)
    expect(server.received?.url).toBe(`/api/v1/proposals/${large}`)
  })

  test('searches proposals, in pages', async () => {
    server.answerWith({ proposals: [proposal] })
    const page = await calls.searchProposals({
      space: 'garden',
      states: ['active', 'pending'],
      order: 'closing',
      cursor: 'abc',
    })
    expect(page).toMatchObject({ proposals: [{ id: large }] })
    expect(server.received?.url).toBe(
      '/api/v1/spaces/garden/proposals?state=active%2Cpending&order=closing&cursor=abc',
    )
  })

  test('stores and gets metadata', async () => {
    server.answerWith({ cid: 'bafkreia' }, 201)
    expect(await calls.storeMetadata({ metadata })).toBe('bafkreia')
    expect(server.received).toEqual({ method: 'POST', url: '/api/v1/metadata', body: metadata })
    server.answerWith({ cid: 'bafkreia', metadata })
    expect(await calls.getMetadata({ cid: 'bafkreia' })).toEqual(metadata)
    expect(server.received?.url).toBe('/api/v1/metadata/bafkreia')
  })

  test('lists transactions, a page of settlements at a time', async () => {
    const transaction = { transaction: hash, block: 7, at: null, sender: address }
    const answer = {
      steps: [{ ...transaction, step: 'created' }],
      settlements: [{ ...transaction, ballots: 3 }],
      settlementCount: 2,
      next: 'abc',
    }
    server.answerWith(answer)
    expect(await calls.listTransactions({ proposal: 7n })).toEqual(answer)
    expect(server.received?.url).toBe('/api/v1/proposals/7/transactions')
    await calls.listTransactions({ proposal: 7n, cursor: 'abc', limit: 5 })
    expect(server.received?.url).toBe('/api/v1/proposals/7/transactions?cursor=abc&limit=5')
  })
})
