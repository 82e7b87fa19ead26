import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { toWireBallot } from '../../ballot/toWireBallot.ts'
import { receiptAnswer, sentBallot, statusAnswer } from '../../testing/sentBallot.ts'
import { type AnsweringServer, startAnsweringServer } from '../../testing/startAnsweringServer.ts'
import { wireSecretBallot } from '../../wire/secretBallot.ts'
import { createSecretBallotCalls, type SecretBallotCalls } from './createSecretBallotCalls.ts'

const address = `0x${'aa'.repeat(20)}`
const hash = `0x${'bb'.repeat(32)}`
const large = (1n << 256n) - 1n

let server: AnsweringServer
let calls: SecretBallotCalls
beforeAll(async () => {
  server = await startAnsweringServer()
  calls = createSecretBallotCalls(server.requests)
})
afterAll(() => server.close())

describe('createSecretBallotCalls', () => {
  test('casts and lists secret ballots', async () => {
    const encrypted = { r: { x: '1', y: '2' }, c: [{ x: '3', y: '4' }] }
    const { message, ...proof } = toWireBallot(sentBallot).proof
    const body = { revision: 0, encrypted, proof }
    server.answerWith({ ...statusAnswer, receipt: receiptAnswer }, 202)
    const secret = wireSecretBallot.parse(body)
    await calls.castSecretBallot({ proposal: large, ballot: secret })
    expect(server.received).toEqual({
      method: 'POST',
      url: `/api/v1/proposals/${large}/secret-ballots`,
      body,
    })
    const listed = { nullifier: '2', revision: 0, encrypted, points: proof.points }
    server.answerWith({ set: 'received', ballots: [listed], next: 'Mg' })
    const ballots = calls.listSecretBallots({ proposal: 7n })
    expect((await ballots.next()).value).toMatchObject({ nullifier: 2n, revision: 0 })
    expect(server.received?.url).toBe('/api/v1/proposals/7/secret-ballots?set=received&limit=1000')
    server.answerWith({ set: 'received', ballots: [], next: null })
    expect((await ballots.next()).done).toBe(true)
    expect(server.received?.url).toContain('&cursor=Mg')
  })

  test('tells how a secret proposal is decrypted, and takes shares', async () => {
    const point = { x: '1', y: String(large) }
    const secrecy = {
      ...{ proposal: '7', phase: 'decrypting', box: address, registry: address, voters: 1 },
      committee: { id: hash, threshold: 1, trustees: [address], capacity: 2 },
      ...{ sums: { r: point, c: [point] }, shares: [], totals: null },
    }
    server.answerWith(secrecy)
    expect(await calls.getSecrecy({ proposal: 7n })).toMatchObject({
      sums: { r: { x: 1n, y: large } },
    })
    expect(server.received?.url).toBe('/api/v1/proposals/7/secrecy')
    server.answerWith(secrecy, 202)
    const { points: proof } = sentBallot.proof
    const share = { position: 1, shares: [{ x: 1n, y: large }], proof }
    await calls.submitDecryptionShare({ proposal: 7n, share })
    expect(server.received).toEqual({
      method: 'POST',
      url: '/api/v1/proposals/7/decryption-shares',
      body: { position: 1, shares: [point], proof: proof.map(String) },
    })
    const committee = { session: hash, threshold: 1, trustees: [address] }
    server.answerWith({ ...committee, commitments: [[point], [point]] })
    expect(await calls.getCommittee({ committee: hash })).toMatchObject(committee)
    expect(server.received?.url).toBe(`/api/v1/committees/${hash}`)
  })
})
