import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AnsweringServer, startAnsweringServer } from '../../testing/startAnsweringServer.ts'
import type { WorldIdResult } from '../../wire/enrolment.ts'
import { createEnrolmentCalls, type EnrolmentCalls } from './createEnrolmentCalls.ts'

const hash = `0x${'bb'.repeat(32)}`
const large = (1n << 256n) - 1n
const result: WorldIdResult = {
  protocol_version: '4.0',
  nonce: '0x01',
  action: 'enrol',
  environment: 'staging',
  responses: [
    {
      identifier: 'orb',
      issuer_schema_id: 1,
      proof: ['1', '2', '3', '4', '5'],
      nullifier: '0x06',
      expires_at_min: 7,
    },
  ],
}

let server: AnsweringServer
let calls: EnrolmentCalls
beforeAll(async () => {
  server = await startAnsweringServer()
  calls = createEnrolmentCalls(server.requests)
})
afterAll(() => server.close())

describe('createEnrolmentCalls', () => {
  test('creates a World ID request', async () => {
    const request = {
      appId: 'app_staging_1',
      action: 'enrol',
      signal: hash,
      environment: 'staging',
      development: null,
      rpContext: {
        rp_id: 'rp_0123456789abcdef',
        nonce: '0x01',
        created_at: 1,
        expires_at: 2,
        signature: '0x02',
      },
    }
    server.answerWith(request, 201)
    expect(await calls.createWorldIdRequest({ space: 'garden', commitment: large })).toEqual(
      request,
    )
    expect(server.received).toEqual({
      method: 'POST',
      url: '/api/v1/spaces/garden/world-id/requests',
      body: { commitment: String(large) },
    })
  })

  test.each([
    ['enrol', 'enrolments'],
    ['rotate', 'rotations'],
  ] as const)('%ss', async (method, path) => {
    server.answerWith({ commitment: '5', index: 0, transaction: hash, alreadyEnrolled: false }, 201)
    const enrolment = await calls[method]({
      space: 'garden',
      commitment: 5n,
      result,
    })
    expect(enrolment).toEqual({
      commitment: 5n,
      index: 0,
      transaction: hash,
      alreadyEnrolled: false,
    })
    expect(server.received).toEqual({
      method: 'POST',
      url: `/api/v1/spaces/garden/${path}`,
      body: { commitment: '5', result },
    })
  })
})
