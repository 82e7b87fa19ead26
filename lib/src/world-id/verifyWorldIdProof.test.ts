import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { toBeHex } from 'ethers'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  WorldIdProofInvalidError,
  WorldIdResultMismatchError,
  WorldIdUnavailableError,
} from '../errors/enrolmentErrors.ts'
import { PsephosError } from '../errors/PsephosError.ts'
import { ConfigurationInvalidError } from '../errors/serverErrors.ts'
import { anyText, anyValue, listNearValues, TRIES } from '../testing/arbitraries.ts'
import type { WorldIdResult } from '../wire/enrolment.ts'
import { commitmentSignal } from './commitmentSignal.ts'
import { hashSignal } from './hashSignal.ts'
import { type VerifyWorldIdProofParameters, verifyWorldIdProof } from './verifyWorldIdProof.ts'

const rpId = 'rp_0123456789abcdef'
const request = {
  nonce: toBeHex(42n, 32),
  action: 'psephos-enrol-0x5fbdb2315678afecb367f032d93f642f64180aa3-0',
  signal: commitmentSignal(7n),
  environment: 'production',
} as const
const response = {
  identifier: 'proof_of_human',
  issuer_schema_id: 1,
  proof: ['1', '2', '0x1b', '0', '0'],
  nullifier: '99',
  expires_at_min: 1_800_000_000,
  signal_hash: toBeHex(hashSignal(request.signal), 32),
}
const result: WorldIdResult = {
  protocol_version: '4.0',
  nonce: '0x2a',
  action: request.action,
  environment: 'production',
  responses: [
    { ...response, identifier: 'passport', issuer_schema_id: 9303, nullifier: '5' },
    response,
  ],
}

const nullifier = toBeHex(99n, 32)
const verified = { identifier: 'proof_of_human', issuer_schema_id: 1, success: true, nullifier }
/** World ID's answer when all is well. */
const answerOf = (changed: object = {}) => ({
  success: true,
  action: request.action,
  nullifier,
  created_at: '2026-11-01T00:00:00Z',
  environment: 'production',
  protocol_version: '4.0',
  results: [verified],
  message: 'Proof verified successfully',
  ...changed,
})

/** Stands where World ID's service stands. */
let received: { url: string | undefined; body: unknown }[]
let answer: (response: ServerResponse) => void
const server = createServer(async (incoming: IncomingMessage, outgoing) => {
  const body: unknown = JSON.parse((await incoming.toArray()).join(''))
  received.push({ url: incoming.url, body })
  answer(outgoing)
})
const answerWith = (body: unknown, status = 200) => {
  answer = (outgoing) => outgoing.writeHead(status).end(JSON.stringify(body))
}

let baseUrl: string
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('There is no port.')
  baseUrl = `http://127.0.0.1:${address.port}`
})
afterAll(() => {
  server.closeAllConnections()
  return new Promise((resolve) => server.close(resolve))
})
beforeEach(() => {
  received = []
  answerWith(answerOf())
})

const verify = (changed: Partial<VerifyWorldIdProofParameters> = {}) =>
  verifyWorldIdProof({ request, result, issuerSchemaId: 1, rpId, baseUrl, ...changed })

describe('verifyWorldIdProof', () => {
  test('returns the credential that World ID verifies', async () => {
    expect(await verify()).toEqual({
      nullifier: 99n,
      nonce: 42n,
      expiresAtMin: 1_800_000_000n,
      proof: [1n, 2n, 27n, 0n, 0n],
    })
  })

  test('sends World ID what was checked, in one spelling, and nothing else', async () => {
    const stuffed = {
      ...result,
      session_id: 'session_1',
      responses: [{ ...response, credential_genesis_issued_at_min: 1, session_nullifier: ['1'] }],
    }
    await verify({ result: stuffed, baseUrl: `${baseUrl}/` })
    expect(received).toEqual([
      {
        url: `/api/v4/verify/${rpId}`,
        body: {
          protocol_version: '4.0',
          nonce: request.nonce,
          action: request.action,
          environment: 'production',
          responses: [
            {
              identifier: 'proof_of_human',
              issuer_schema_id: 1,
              proof: ['1', '2', '27', '0', '0'],
              nullifier,
              expires_at_min: 1_800_000_000,
              signal_hash: response.signal_hash,
            },
          ],
        },
      },
    ])
  })

  test('says itself since when a credential must have been issued', async () => {
    await verify({ credentialGenesisIssuedAtMin: 1_700_000_000 })
    expect(received[0]?.body).toMatchObject({
      responses: [{ credential_genesis_issued_at_min: 1_700_000_000 }],
    })
  })

  test('asks nothing when the result does not answer our request', async () => {
    for (const changed of [
      { environment: 'staging' },
      { nonce: '43' },
      { action: 'other' },
      { responses: [{ ...response, identifier: 'passport' }] },
      { responses: [{ ...response, signal_hash: '0x01' }] },
    ]) {
      await expect(verify({ result: { ...result, ...changed } })).rejects.toThrow(
        WorldIdResultMismatchError,
      )
    }
    expect(received).toEqual([])
  })

  test('believes only the verdict on the response that it needs', async () => {
    const refused = { ...verified, success: false, code: 'invalid_proof' }
    const passport = { ...verified, identifier: 'passport', issuer_schema_id: 9303 }
    answerWith(answerOf({ results: [passport, refused] }))
    await expect(verify()).rejects.toThrow(
      new WorldIdProofInvalidError({ reason: 'invalid_proof' }),
    )
  })

  test.each([
    ['no verdict', { results: [] }],
    ['another credential', { results: [{ ...verified, identifier: 'passport' }] }],
    ['two verdicts', { results: [verified, verified] }],
    ['another schema', { results: [{ ...verified, issuer_schema_id: 9303 }] }],
    ['another nullifier', { results: [{ ...verified, nullifier: toBeHex(98n, 32) }] }],
    ['no nullifier', { results: [{ ...verified, nullifier: undefined }] }],
    ['another action', { action: 'other' }],
    ['another environment', { environment: 'staging' }],
    ['another protocol', { protocol_version: '3.0' }],
    ['no success', { success: false }],
    ['a success that is none', { success: 'true' }],
  ])('does not believe an answer with %s', async (_, changed) => {
    answerWith(answerOf(changed))
    await expect(verify()).rejects.toThrow(WorldIdUnavailableError)
  })

  test.each([
    'invalid_proof',
    'invalid_merkle_root',
    'root_too_old',
    'outdated_nullifier',
    'environment_mismatch',
  ])("hands World ID's %s on", async (code) => {
    const failed = { success: false, code: 'all_verifications_failed', detail: 'All failed.' }
    answerWith({ ...failed, results: [{ ...verified, success: false, code }] }, 400)
    await expect(verify()).rejects.toThrow(new WorldIdProofInvalidError({ reason: code }))
  })

  test('repeats no sentence of World ID’s as a code', async () => {
    answerWith(answerOf({ results: [{ ...verified, success: false, code: 'the proof 0x1b' }] }))
    await expect(verify()).rejects.toThrow('World ID says no reason')
  })

  test.each(['not_found', 'rp_not_active'])('leaves %s to the operator', async (code) => {
    answerWith({ code, detail: 'No.', attribute: null }, 404)
    await expect(verify()).rejects.toThrow(ConfigurationInvalidError)
  })

  test.each<[string, number, string]>([
    ['an internal error', 500, '{"code":"internal_error","detail":"Oops"}'],
    ['a body that it cannot read', 400, '{"code":"invalid_request","detail":"No."}'],
    ['a proxy', 502, '<html>'],
    ['a success that is not JSON', 200, 'ok'],
    ['a success without fields', 200, '{"success":true}'],
    ['too many requests', 429, '{}'],
  ])('says that World ID is unavailable behind %s', async (_, status, body) => {
    answer = (outgoing) => outgoing.writeHead(status).end(body)
    await expect(verify()).rejects.toThrow(WorldIdUnavailableError)
  })

  test('does not follow to another place', async () => {
    answer = (outgoing) => outgoing.writeHead(307, { location: `${baseUrl}/elsewhere` }).end()
    await expect(verify()).rejects.toThrow(WorldIdUnavailableError)
    expect(received).toHaveLength(1)
  })

  test('waits no longer than it is told, for the head and for the body', async () => {
    answer = () => undefined
    await expect(verify({ timeout: 50 })).rejects.toThrow('does not answer within 50 ms')
    answer = (outgoing) => outgoing.writeHead(200).write('{')
    await expect(verify({ timeout: 50 })).rejects.toThrow('does not answer within 50 ms')
  })

  test("throws the signal's reason", async () => {
    const reason = new Error('the server stops')
    await expect(verify({ signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
  })

  test('says that nobody listens', async () => {
    const fetch = () => Promise.reject(new TypeError('fetch failed'))
    await expect(verify({ fetch })).rejects.toThrow(WorldIdUnavailableError)
  })

  test.each<Partial<VerifyWorldIdProofParameters>>([
    { baseUrl: 'http://worldid.example' },
    { baseUrl: 'worldid.example' },
    { baseUrl: 'ftp://localhost' },
    { baseUrl: '' },
    { baseUrl: 'https://operator:secret@worldid.example' },
    { baseUrl: 'https://worldid.example?key=secret' },
    { rpId: '../../v2/verify/app_1' },
    { timeout: 0 },
    { timeout: Number.NaN },
    { timeout: Number.POSITIVE_INFINITY },
    { credentialGenesisIssuedAtMin: -1 },
    { credentialGenesisIssuedAtMin: 0.5 },
  ])('refuses %o', async (wrong) => {
    await expect(verify(wrong)).rejects.toThrow(ConfigurationInvalidError)
    expect(received).toEqual([])
  })
})

describe("World ID's answer", () => {
  /** What answers must say, whatever else they do. */
  const saysSo = (given: unknown): boolean => {
    if (typeof given !== 'object' || given === null || !('results' in given)) return false
    const { results } = given
    return (
      Array.isArray(results) &&
      results.some((each) => each?.success === true && BigInt(each.nullifier) === 99n)
    )
  }
  const givenBy = (body: string, status: number) => async () => new Response(body, { status })

  /** With every near miss, more than ten thousand answers. */
  const tries = { numRuns: TRIES.numRuns / 2 }

  const believesRightly = async (given: unknown, status: number): Promise<void> => {
    const body = encode(given)
    const act = verify({ fetch: givenBy(body, status) })
    const outcome = await act.catch((error: unknown) => error)
    if (outcome instanceof PsephosError) return
    expect([outcome, status, saysSo(JSON.parse(body))]).toEqual([expect.anything(), 200, true])
    expect(outcome).not.toBeInstanceOf(Error)
  }

  test('makes nobody a person when it is arbitrary', async () => {
    const statuses = fc.constantFrom(200, 200, 400, 500)
    await fc.assert(fc.asyncProperty(anyValue, statuses, believesRightly), tries)
  })

  test('makes nobody a person when it is wrong in one place, whichever and however', async () => {
    for (const given of listNearValues(answerOf())) {
      for (const status of [200, 400, 500]) await believesRightly(given, status)
    }
  })

  test('makes nobody a person when it is arbitrary text', async () => {
    const isRefused = async (body: string): Promise<boolean> => {
      const act = verify({ fetch: givenBy(body, 200) })
      return (await act.catch((error: unknown) => error)) instanceof PsephosError
    }
    await fc.assert(fc.asyncProperty(anyText, isRefused), tries)
  })
})

/** Text, also of what JSON does not know. */
function encode(value: unknown): string {
  try {
    return JSON.stringify(value) ?? 'undefined'
  } catch {
    return String(typeof value)
  }
}
