import type { WireWorldIdRequest } from '@psephos/lib'
import { describe, expect, test } from 'vitest'
import { worldIdRemedies } from '../errors/worldIdCodes.ts'
import { readBridgeAnswer } from './readBridgeAnswer.ts'

const keyBytes = new Uint8Array(32).fill(7)
const key = btoa(String.fromCharCode(...keyBytes))

const request: WireWorldIdRequest = {
  appId: 'app_staging_psephos',
  action: 'psephos-enrol-0x5fbdb2315678afecb367f032d93f642f64180aa3-0',
  signal: '0x00000000000000000000000000000000000000000000000000000000000004d2',
  environment: 'staging',
  development: { bridgeUrl: 'http://localhost:3000', connectUrl: 'http://localhost:3000/wallet' },
  rpContext: {
    rp_id: 'rp_0123456789abcdef',
    nonce: '0x0087de001c079ad5edbe586ecded87475c9348ade1d8dc834dd866da4499aae8',
    created_at: 1_795_407_018,
    expires_at: 1_795_407_318,
    signature: '0x02',
  },
}

const proof = [
  29549470231136197289591808612551310802018568129003651733868287171588739374222n,
  19902139512657657550742730231262064410140753943008167237034709716680761398310n,
  28n,
  0n,
  0n,
]
const NULLIFIER = '00173405d2d132c15a8484e39798897e7dd1ff59ff9bad4c4c9014f167d03193'

/** What the development wallet wrote for that request. */
const approval = {
  id: 'request',
  version: 1,
  responses: [
    {
      identifier: 'proof_of_human',
      issuer_schema_id: 1,
      proof: proof.map((word) => word.toString(16).padStart(64, '0')).join(''),
      nullifier: `nil_${NULLIFIER}`,
      expires_at_min: 1_795_407_018,
    },
  ],
}

/** What IDKit 4.2.4 handed over for it. */
const result = {
  action: 'psephos-enrol-0x5fbdb2315678afecb367f032d93f642f64180aa3-0',
  environment: 'staging',
  nonce: '0x0087de001c079ad5edbe586ecded87475c9348ade1d8dc834dd866da4499aae8',
  protocol_version: '4.0',
  responses: [
    {
      expires_at_min: 1_795_407_018,
      identifier: 'proof_of_human',
      issuer_schema_id: 1,
      nullifier: `0x${NULLIFIER}`,
      proof: proof.map(String),
      signal_hash: '0x0017fa14b0d73aa6a26d6b8720c1c84b50984f5c188ee1c113d2361e430f1b67',
    },
  ],
}

const toBase64 = (bytes: Uint8Array) => btoa(String.fromCharCode(...bytes))

/** Encrypts as World App does. */
async function encrypt(plaintext: string, withKey = keyBytes) {
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const imported = await crypto.subtle.importKey('raw', withKey, 'AES-GCM', false, ['encrypt'])
  const payload = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv },
    imported,
    new TextEncoder().encode(plaintext),
  )
  return { iv: toBase64(iv), payload: toBase64(new Uint8Array(payload)) }
}

/** Asks a bridge that answers so; returns also where it was asked. */
async function read(
  answer: unknown,
  {
    status = 200,
    id = 'aefd-1',
    of = request,
  }: { status?: number; id?: string; of?: WireWorldIdRequest } = {},
) {
  const asked: string[] = []
  const query = new URLSearchParams({ t: 'wld', i: id, k: key, b: 'https://evil.example' })
  const read = await readBridgeAnswer({
    open: { request: of, connectorUri: `http://localhost:3000/wallet?${query}` },
    fetch: async (input) => {
      asked.push(String(input))
      return Response.json(answer, { status })
    },
  })
  return { asked, read }
}

const complete = async (plaintext: string, withKey?: Uint8Array<ArrayBuffer>) =>
  (await read({ status: 'completed', response: await encrypt(plaintext, withKey) })).read

describe('readBridgeAnswer', () => {
  test('returns the very result that IDKit would', async () => {
    expect(await complete(JSON.stringify(approval))).toEqual({ type: 'result', result })
  })

  test('tells whether World App has taken the request', async () => {
    const waiting = await read({ status: 'initialized', response: null })
    expect(waiting.read).toEqual({ type: 'waiting', isOpened: false })
    const taken = await read({ status: 'retrieved', response: null })
    expect(taken.read).toEqual({ type: 'waiting', isOpened: true })
  })

  test.each(Object.keys(worldIdRemedies))('returns World ID’s %s', async (code) => {
    const answer = await complete(JSON.stringify({ error_code: code }))
    expect(answer).toEqual({ type: 'failure', code })
  })

  test.each([
    ['a code that nobody knows', JSON.stringify({ error_code: 'moon' }), 'generic_error'],
    ['something else', JSON.stringify({ hello: 1 }), 'unexpected_response'],
    [
      'a proof that is cut',
      JSON.stringify({ responses: [{ proof: '00' }] }),
      'unexpected_response',
    ],
    ['what is no JSON', '{', 'unexpected_response'],
  ])('does not believe %s', async (_, plaintext, code) => {
    expect(await complete(plaintext)).toEqual({ type: 'failure', code })
  })

  test('does not read what another key has written', async () => {
    const answer = await complete(JSON.stringify(approval), new Uint8Array(32).fill(8))
    expect(answer).toEqual({ type: 'failure', code: 'unexpected_response' })
  })

  test('says that a request is no longer there', async () => {
    const { read: answer } = await read({}, { status: 404 })
    expect(answer).toEqual({ type: 'failure', code: 'timeout' })
  })

  test('throws when the bridge fails, so that it is asked again', async () => {
    await expect(read({}, { status: 502 })).rejects.toThrow('status 502')
  })

  test('asks the bridge of the request, whatever the address names', async () => {
    const development = await read({ status: 'initialized' }, { id: 'a/../b' })
    expect(development.asked).toEqual(['http://localhost:3000/response/a%2F..%2Fb'])
    const real = await read({ status: 'initialized' }, { of: { ...request, development: null } })
    expect(real.asked).toEqual(['https://bridge.worldcoin.org/response/aefd-1'])
  })
})
