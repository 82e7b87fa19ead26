import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { toWireBallot } from '../../ballot/toWireBallot.ts'
import { receiptAnswer, sentBallot, statusAnswer } from '../../testing/sentBallot.ts'
import { type AnsweringServer, startAnsweringServer } from '../../testing/startAnsweringServer.ts'
import { type BallotCalls, createBallotCalls } from './createBallotCalls.ts'

const address = `0x${'aa'.repeat(20)}`
const hash = `0x${'bb'.repeat(32)}`
const large = (1n << 256n) - 1n
const readReceipt = { ...receiptAnswer, proposal: large, nullifier: 2n, message: 3n }

let server: AnsweringServer
let calls: BallotCalls
beforeAll(async () => {
  server = await startAnsweringServer()
  calls = createBallotCalls(server.requests)
})
afterAll(() => server.close())

describe('createBallotCalls', () => {
  test('casts a ballot and asks where it stands', async () => {
    server.answerWith({ ...statusAnswer, receipt: receiptAnswer }, 202)
    const { receipt: given, ...cast } = await calls.castBallot({
      proposal: large,
      ballot: sentBallot,
    })
    expect(cast).toEqual({ ...statusAnswer, proposal: large, nullifier: 2n })
    expect(given).toEqual(readReceipt)
    expect(server.received).toEqual({
      method: 'POST',
      url: `/api/v1/proposals/${large}/ballots`,
      body: toWireBallot(sentBallot),
    })
    server.answerWith(statusAnswer)
    expect(await calls.getBallotStatus({ proposal: large, nullifier: 2n })).toEqual(cast)
    expect(server.received?.url).toBe(`/api/v1/proposals/${large}/ballots/2`)
    await calls.getBallotStatus({ proposal: large, nullifier: 2n, revision: 0 })
    expect(server.received?.url).toBe(`/api/v1/proposals/${large}/ballots/2?revision=0`)
  })

  test('gets a receipt, and whose signature it must have', async () => {
    server.answerWith(receiptAnswer)
    expect(await calls.getReceipt({ proposal: large, nullifier: 2n })).toEqual(readReceipt)
    expect(server.received?.url).toBe(`/api/v1/proposals/${large}/ballots/2/receipt`)
    server.answerWith({ address })
    expect(await calls.getRelay()).toEqual({ address })
    expect(server.received?.url).toBe('/api/v1/relay')
  })

  test('lists all ballots, page by page', async () => {
    const ballots = [{ nullifier: '2', revision: 0, votes: [3], transaction: hash }]
    server.answerWith({ set: 'settled', ballots, next: 'Mg' })
    const listed = calls.listBallots({ proposal: 7n, set: 'settled' })
    expect((await listed.next()).value).toEqual({ ...ballots[0], nullifier: 2n })
    expect(server.received?.url).toBe('/api/v1/proposals/7/ballots?set=settled&limit=1000')
    server.answerWith({ set: 'settled', ballots: [{ ...ballots[0], nullifier: '3' }], next: null })
    expect((await listed.next()).value).toMatchObject({ nullifier: 3n })
    expect(server.received?.url).toContain('&cursor=Mg')
    expect((await listed.next()).done).toBe(true)
  })
})
