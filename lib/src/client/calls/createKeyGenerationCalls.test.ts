import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AnsweringServer, startAnsweringServer } from '../../testing/startAnsweringServer.ts'
import type { CommitteeInvitation } from '../../wire/committee.ts'
import { createKeyGenerationCalls, type KeyGenerationCalls } from './createKeyGenerationCalls.ts'

const address = `0x${'aa'.repeat(20)}`
const hash = `0x${'bb'.repeat(32)}`
const signature = `0x${'cc'.repeat(65)}`
const large = (1n << 256n) - 1n
const point = { x: '1', y: String(large) }
const toInvitation = <Coordinate>(encryptionKey: { x: Coordinate; y: Coordinate }) => ({
  name: 'The garden',
  threshold: 1,
  capacity: 2 as const,
  trustees: [{ address, encryptionKey }],
})
const invitation: CommitteeInvitation = toInvitation({ x: 1n, y: large })
const answer = {
  space: 'garden',
  session: hash,
  transcript: { invitation: toInvitation(point), deals: [], complaints: [] },
  dealsUntil: 60,
  confirmations: [],
}
const keyGeneration = { ...answer, transcript: { invitation, deals: [], complaints: [] } }

let server: AnsweringServer
let calls: KeyGenerationCalls
beforeAll(async () => {
  server = await startAnsweringServer()
  calls = createKeyGenerationCalls(server.requests)
})
afterAll(() => server.close())

describe('createKeyGenerationCalls', () => {
  test('opens a key generation, with numbers as decimal strings', async () => {
    const authorization = { signer: address, issuedAt: 1, expiresAt: 2, signature: '0x12' }
    server.answerWith(answer, 201)
    const asked = { space: 'garden', invitation, dealsUntil: 60, authorization }
    expect(await calls.openKeyGeneration(asked)).toEqual(keyGeneration)
    expect(server.received).toEqual({
      method: 'POST',
      url: '/api/v1/spaces/garden/key-generations',
      body: { invitation: toInvitation(point), dealsUntil: 60, authorization },
    })
  })

  test('lists and gets key generations', async () => {
    const summary = { session: hash, name: 'The garden', threshold: 1, trustees: 1, dealsUntil: 60 }
    server.answerWith({ keyGenerations: [summary] })
    expect(await calls.listKeyGenerations({ space: 'garden' })).toEqual([summary])
    expect(server.received?.url).toBe('/api/v1/spaces/garden/key-generations')
    server.answerWith(answer)
    expect(await calls.getKeyGeneration({ session: hash })).toEqual(keyGeneration)
    expect(server.received?.url).toBe(`/api/v1/key-generations/${hash}`)
  })

  test('posts what trustees say under what it is', async () => {
    server.answerWith(answer)
    const proof = { challenge: 1n, response: large }
    const proofJson = { challenge: '1', response: String(large) }
    const key = { x: 1n, y: large }
    const deal = { session: hash, dealer: 1, shares: [hash], signature }
    await calls.postDeal({
      deal: {
        ...deal,
        ...{ commitments: [[key], [key]], proofs: [proof, proof] },
        ...{ ephemeralKey: key, ephemeralProof: proof },
      },
    })
    expect(server.received).toEqual({
      method: 'POST',
      url: `/api/v1/key-generations/${hash}/deals`,
      body: {
        ...deal,
        ...{ commitments: [[point], [point]], proofs: [proofJson, proofJson] },
        ...{ ephemeralKey: point, ephemeralProof: proofJson },
      },
    })
    const complaint = { session: hash, complainer: 1, dealer: 2, deal: hash, signature }
    await calls.postComplaint({ complaint: { ...complaint, sharedPoint: key, proof } })
    expect(server.received).toEqual({
      method: 'POST',
      url: `/api/v1/key-generations/${hash}/complaints`,
      body: { ...complaint, sharedPoint: point, proof: proofJson },
    })
    const confirmation = { position: 1, committee: hash, signature }
    await calls.postConfirmation({ session: hash, confirmation })
    expect(server.received).toEqual({
      method: 'POST',
      url: `/api/v1/key-generations/${hash}/confirmations`,
      body: confirmation,
    })
  })
})
