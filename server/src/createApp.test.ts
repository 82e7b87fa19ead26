import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { request as httpRequest } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  createIdentity,
  createServerClient,
  encodeProposalMetadata,
  GroupBucket,
  GroupPlaceOutOfRangeError,
  GroupRootUnknownError,
  type ServerClient,
  toCommitment,
  toWireBallot,
  type WireBallot,
  wireCastBallot,
  wireError,
} from '@psephos/lib'
import { Validator } from '@seriousme/openapi-schema-validator'
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import * as z from 'zod'
import { createApp } from './createApp.ts'
import { createLogger } from './createLogger.ts'
import { developmentRpId } from './development/readDevelopmentKeys.ts'
import { getDevelopmentWorldIdUrls } from './development/world-id/developmentWorldIdUrls.ts'
import { type Listener, listen } from './http/listen.ts'
import { proveTestBallot } from './testing/proveTestBallot.ts'
import { proveTestPerson } from './testing/proveTestPerson.ts'
import {
  type RunningDevelopmentWorldId,
  serveFileUrls,
  signingKey,
  startDevelopmentWorldId,
} from './testing/startDevelopmentWorldId.ts'
import { startTestSpace, type TestSpace } from './testing/startTestSpace.ts'

const voter = createIdentity({ privateKey: new Uint8Array(32).fill(1) })
const metadata = {
  version: 1 as const,
  title: 'A garden?',
  body: 'With **trees** and a \0 in it.',
  options: [{ title: 'Yes' }],
}

let dao: TestSpace
let worldId: RunningDevelopmentWorldId
let listener: Listener
let client: ServerClient
let origin: string
let pageDirectory: string
let proposalId: bigint
let ballot: WireBallot
const lines: string[] = []

beforeAll(async () => {
  serveFileUrls()
  worldId = await startDevelopmentWorldId()
  dao = await startTestSpace()
  await dao.enrol(voter, 1)
  proposalId = await dao.openProposal({ title: 'Open', optionCount: 1 })
  await dao.index()
  const { space } = dao
  const members = [voter]
  ballot = await proveTestBallot({ space, proposalId, members, identity: voter, votes: [5] })

  pageDirectory = await mkdtemp(join(tmpdir(), 'psephos-page-'))
  await mkdir(join(pageDirectory, 'assets'))
  await writeFile(join(pageDirectory, 'index.html'), '<!doctype html><title>Page</title>')
  await writeFile(join(pageDirectory, 'assets', 'index-abc.js'), 'export {}')
  listener = await listen({ host: '127.0.0.1', port: 0 })
  origin = `http://127.0.0.1:${listener.port}`
  listener.serve(
    createApp({
      ...dao,
      proxies: 0,
      limits: null,
      worldId: {
        appId: 'app_staging_psephos',
        rpId: developmentRpId,
        signingKey,
        environment: 'staging',
        development: getDevelopmentWorldIdUrls(worldId.origin),
      },
      logger: createLogger({ level: 'info', write: (line) => lines.push(line) }),
      pageDirectory,
      developmentWorldId: null,
    }),
  )
  client = createServerClient({ baseUrl: origin })
})
afterAll(async () => {
  await listener.close()
  await worldId.close()
  await dao.close()
  await rm(pageDirectory, { recursive: true, force: true })
})

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${origin}${path}`, { headers })
const post = (path: string, body: string | Uint8Array<ArrayBuffer>, type = 'application/json') =>
  fetch(`${origin}${path}`, { method: 'POST', body, headers: { 'content-type': type } })

async function expectRefusal(response: Response, status: number, code: string): Promise<void> {
  const { error } = wireError.parse(await response.json())
  expect([response.status, error.code]).toEqual([status, code])
}

describe('the routes', () => {
  test('tell that the server lives, and whether it can serve', async () => {
    expect(await (await get('/healthz')).json()).toEqual({ status: 'ok' })
    const ready = await get('/readyz')
    expect(ready.status).toBe(200)
    expect(await ready.json()).toEqual({ status: 'ok', database: 'ok', chain: 'ok' })
    const broken = vi.spyOn(dao.chain.provider, 'getBlockNumber').mockRejectedValue(new Error('x'))
    onTestFinished(() => broken.mockRestore())
    const unready = await get('/readyz')
    expect(unready.status).toBe(503)
    expect(await unready.json()).toEqual({ status: 'unready', database: 'ok', chain: 'fails' })
  })

  test('give figures that name routes and spaces, and nobody', async () => {
    await get(`/api/v1/proposals/${proposalId}/ballots/123454321`)
    const response = await get('/metrics')
    expect(response.headers.get('content-type')).toContain('text/plain')
    const text = await response.text()
    expect(text).toContain(`psephos_members{space="${dao.space.id}"} 1`)
    expect(text).toMatch(/^psephos_relay_balance_ether 10000$/m)
    expect(text).toMatch(
      /_count\{method="GET",route="\/proposals\/\{proposal\}\/ballots\/\{nullifier\}",status="404"\} 1/,
    )
    expect(text).not.toMatch(/123454321|127\.0\.0\.1/)
  })

  test('give a bucket of a group, by which its member is proved', async () => {
    const { space } = dao
    const { root, size } = await client.getGroup({ space: space.id })
    const bytes = await client.getGroupBucket({ space: space.id, root, bucket: 0 })
    const bucket = new GroupBucket({ bytes, bucket: 0, electorate: { root, size } })
    expect(bucket.indexOf(voter.commitment)).toBe(0)
    const { headers } = await get(`/api/v1/spaces/${space.id}/group/buckets/0?root=${root}`)
    expect(headers.get('cache-control')).toContain('immutable')
    expect(headers.get('content-type')).toBe('application/octet-stream')
    const beyond = client.getGroupBucket({ space: space.id, root, bucket: 1 })
    await expect(beyond).rejects.toThrow(GroupPlaceOutOfRangeError)
    const unknown = client.getGroupBucket({ space: space.id, root: root + 1n, bucket: 0 })
    await expect(unknown).rejects.toThrow(GroupRootUnknownError)
  })

  test('list spaces, groups and proposals', async () => {
    const { space } = dao
    expect(await client.listSpaces()).toEqual([space])
    const group = await client.getGroup({ space: space.id })
    expect(group).toMatchObject({ group: space.group, members: [voter.commitment] })
    expect(group.root).toBe(await dao.chain.group(space).root())
    expect(await client.getGroup({ space: space.id, root: group.root })).toEqual(group)
    const { headers } = await get(`/api/v1/spaces/${space.id}/group?root=${group.root}`)
    expect(headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    await expectRefusal(
      await get(`/api/v1/spaces/${space.id}/group?root=7`),
      404,
      'GROUP_ROOT_UNKNOWN',
    )
    const proposals = await client.listProposals({ space: space.id })
    expect(proposals).toMatchObject([
      { id: proposalId, state: 'active', optionCount: 1, metadata: null, electorate: { size: 1 } },
    ])
    expect(await client.getProposal({ proposal: proposalId })).toEqual(proposals[0])
  })

  test('store metadata under its CID and serve it for ever', async () => {
    const { cid } = encodeProposalMetadata(metadata)
    expect(await client.storeMetadata({ metadata })).toBe(cid)
    expect(await client.storeMetadata({ metadata })).toBe(cid)
    expect(await client.getMetadata({ cid })).toEqual(metadata)
    const { headers } = await get(`/api/v1/metadata/${cid}`)
    expect(headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
  })

  test('enrol: 201 the first time, 200 the second', async () => {
    const space = dao.space.id
    const commitment = toCommitment(createIdentity().commitment)
    const request = await client.createWorldIdRequest({ space, commitment })
    const result = await proveTestPerson({ request, wallet: worldId.wallet, person: 2 })
    const body = JSON.stringify({ commitment: String(commitment), result })
    const path = `/api/v1/spaces/${space}/enrolments`
    const [first, second] = [await post(path, body), await post(path, body)]
    expect([first.status, second.status]).toEqual([201, 200])
    expect(await client.enrol({ space, commitment, result })).toMatchObject({
      alreadyEnrolled: true,
    })
  })

  test('receive a ballot and tell where it stands', async () => {
    const path = `/api/v1/proposals/${proposalId}/ballots`
    const response = await post(path, JSON.stringify(toWireBallot(ballot)))
    expect(response.status).toBe(202)
    const { nullifier } = ballot.proof
    const status = await client.getBallotStatus({ proposal: proposalId, nullifier })
    expect(status).toMatchObject({ status: 'received', revision: 0 })
    const { receipt } = wireCastBallot.parse(await response.json())
    expect(await client.castBallot({ proposal: proposalId, ballot })).toEqual({
      ...status,
      receipt,
    })
  })
})

describe('the reference', () => {
  test('describes every route, as OpenAPI 3.1 does', async () => {
    const response = await get('/api/v1/openapi.json')
    const document: Record<string, unknown> = await response.json()
    const checked = await new Validator().validate(structuredClone(document))
    expect(checked).toMatchObject({ valid: true })
    const paths = Object.keys(z.record(z.string(), z.unknown()).parse(document['paths']))
    expect(paths).toContain('/proposals/{proposal}/ballots/{nullifier}')
    expect(JSON.stringify(document)).not.toContain('"id":"Uint"')
  })

  test('is a page, which needs nothing from elsewhere', async () => {
    const response = await get('/api/v1/reference')
    expect(response.status).toBe(200)
    const html = await response.text()
    for (const [, file = ''] of html.matchAll(/(?:src|href)="([^"]+)"/g)) {
      const { status } = await get(file)
      expect([file, status]).toEqual([file, 200])
    }
  })
})

describe('refusals', () => {
  test('what cannot be asked in this way is 405, and says how it can', async () => {
    const response = await fetch(`${origin}/api/v1/spaces`, { method: 'DELETE' })
    expect(response.headers.get('allow')).toBe('GET, HEAD, POST')
    await expectRefusal(response, 405, 'METHOD_NOT_ALLOWED')
  })

  test.each([
    ['/api/v1', 'NOT_FOUND'],
    ['/api/v1/nothing', 'NOT_FOUND'],
    ['/api/v1/spaces/other/group', 'NOT_FOUND'],
    ['/api/v1/spaces/%00/proposals', 'NOT_FOUND'],
    ['/api/v1/spaces/..%2f..%2fetc/proposals', 'NOT_FOUND'],
    [
      '/api/v1/metadata/bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku',
      'METADATA_UNKNOWN',
    ],
    ['/api/v1/proposals/1', 'PROPOSAL_UNKNOWN'],
    ['/api/v1/proposals/1/ballots/1', 'PROPOSAL_UNKNOWN'],
  ])('%s is 404 %s', async (path, code) => {
    await expectRefusal(await get(path), 404, code)
  })

  test.each([
    '/api/v1/metadata/%00',
    '/api/v1/metadata/Qm0189',
    '/api/v1/proposals/01',
    '/api/v1/proposals/-1',
    '/api/v1/proposals/0x1',
    `/api/v1/proposals/${2n ** 256n}`,
    '/api/v1/proposals/1/ballots/x',
    '/api/v1/proposals/%E0%A4%A',
    '/api/v1/spaces/sample/group?root=01',
    '/api/v1/spaces/sample/group?root=1.5',
    '/api/v1/spaces/sample/group/buckets/0',
    '/api/v1/spaces/sample/group/buckets/01?root=1',
    '/api/v1/spaces/sample/group/buckets/-1?root=1',
    `/api/v1/spaces/sample/group?root=${2n ** 256n}`,
    '/api/v1/spaces/sample/group?root=1&root=2',
    '/api/v1/spaces/sample/group?size=2',
  ])('%s is 400', async (path) => {
    const space = path.replace('sample', dao.space.id)
    await expectRefusal(await get(space), 400, 'REQUEST_MALFORMED')
  })

  test('an unknown ballot of a known proposal is 404', async () => {
    await expectRefusal(
      await get(`/api/v1/proposals/${proposalId}/ballots/1`),
      404,
      'BALLOT_UNKNOWN',
    )
    await expectRefusal(
      await get(`/api/v1/proposals/${proposalId}/ballots/x`),
      400,
      'REQUEST_MALFORMED',
    )
  })

  test.each([
    ['text that is no JSON', '{', 'application/json'],
    ['JSON that is no object', '1', 'application/json'],
    ['another type', '{}', 'text/plain'],
    ['a field too many', JSON.stringify({ ...metadata, more: 1 }), 'application/json'],
    ['a number where text should be', JSON.stringify({ ...metadata, body: 1 }), 'application/json'],
    ['another character set', '{}', 'application/json; charset=utf-7'],
  ])('a body of %s is 400', async (_case, body, type) => {
    await expectRefusal(await post('/api/v1/metadata', body, type), 400, 'REQUEST_MALFORMED')
  })

  test('a huge body is 413', async () => {
    const body = JSON.stringify({ ...metadata, body: 'x'.repeat(512 * 1024) })
    await expectRefusal(await post('/api/v1/metadata', body), 413, 'PAYLOAD_TOO_LARGE')
  })

  test('a malformed commitment is 400, one out of range 422', async () => {
    const path = `/api/v1/spaces/${dao.space.id}/world-id/requests`
    const ask = (commitment: unknown) => post(path, JSON.stringify({ commitment }))
    await expectRefusal(await ask(1), 400, 'REQUEST_MALFORMED')
    await expectRefusal(await ask('0'), 422, 'FIELD_ELEMENT_OUT_OF_RANGE')
    await expectRefusal(await ask(String(voter.commitment)), 409, 'COMMITMENT_ALREADY_ENROLLED')
  })

  test('an enrolment that nobody asked for is 404', async () => {
    const result = {
      protocol_version: '4.0',
      nonce: 'x\0',
      action: 'x',
      environment: 'staging',
      responses: [
        {
          identifier: 'proof_of_human',
          issuer_schema_id: 1,
          proof: ['1', '2', '3', '4', '5'],
          nullifier: '1',
          expires_at_min: 1,
        },
      ],
    }
    const body = JSON.stringify({ commitment: '1', result })
    const response = await post(`/api/v1/spaces/${dao.space.id}/enrolments`, body)
    await expectRefusal(response, 404, 'WORLD_ID_REQUEST_UNKNOWN')
  })

  test('what was not foreseen is 500, without a word of its own, and its log names no nullifier', async () => {
    const secret = 'relation "Ballot" at /srv/psephos'
    const broken = vi.spyOn(dao.prisma.ballot, 'findUnique').mockImplementation(() => {
      throw new Error(secret)
    })
    onTestFinished(() => broken.mockRestore())
    lines.length = 0
    const response = await get(`/api/v1/proposals/${proposalId}/ballots/123454321`)
    const text = await response.text()
    expect(response.status).toBe(500)
    expect(JSON.parse(text)).toEqual({
      error: {
        code: 'INTERNAL',
        message: 'The server failed; its log says why.',
        details: {},
      },
    })
    await expect.poll(() => lines).toHaveLength(2)
    const [failure, answer] = lines.map((line): Record<string, unknown> => JSON.parse(line))
    expect(failure).toMatchObject({ level: 50, msg: 'a request failed' })
    expect(answer).toMatchObject({
      level: 50,
      route: '/proposals/{proposal}/ballots/{nullifier}',
      status: 500,
    })
    const id = response.headers.get('x-request-id')
    expect([failure?.['request'], answer?.['request']]).toEqual([id, id])
    expect(lines.join()).not.toMatch(/123454321|127\.0\.0\.1/)
  })

  test('a node that does not answer is 503', async () => {
    const broken = vi.spyOn(dao.chain.provider, 'call').mockImplementation(async () => {
      throw Object.assign(new Error('connect'), { code: 'ECONNREFUSED' })
    })
    onTestFinished(() => broken.mockRestore())
    await expectRefusal(await get(`/api/v1/proposals/${proposalId}`), 503, 'CHAIN_UNAVAILABLE')
  })
})

describe('the headers', () => {
  test('let the page do what it must and nothing else', async () => {
    const { headers } = await get('/')
    const policy = headers.get('content-security-policy')?.split(';')
    expect(policy).toEqual([
      "default-src 'self'",
      "script-src 'self' 'wasm-unsafe-eval'",
      "style-src 'self' 'unsafe-inline'",
      "img-src 'self' data: blob:",
      "font-src 'self' data:",
      `connect-src 'self' ${worldId.origin}`,
      "worker-src 'self' blob:",
      "object-src 'none'",
      "base-uri 'none'",
      "form-action 'self'",
      "frame-ancestors 'none'",
    ])
    expect(headers.get('x-frame-options')).toBe('DENY')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
    expect(headers.get('x-powered-by')).toBeNull()
  })

  test('let no other origin read or write', async () => {
    const { headers } = await get('/api/v1/spaces', { origin: 'https://evil.example' })
    expect(headers.get('access-control-allow-origin')).toBeNull()
  })

  test('stand on refusals too', async () => {
    const { headers } = await get('/api/v1/nothing')
    expect(headers.get('content-security-policy')).toContain("default-src 'self'")
    expect(headers.get('content-type')).toContain('application/json')
  })
})

describe('the page', () => {
  const html = { accept: 'text/html' }

  test.each(['/', '/spaces/sample', '/proposals/1'])('answers a browser at %s', async (path) => {
    const response = await get(path, html)
    expect(response.status).toBe(200)
    expect(response.headers.get('cache-control')).toBe('public, max-age=0')
    expect(await response.text()).toContain('<title>Page</title>')
    expect((await fetch(`${origin}${path}`, { method: 'HEAD', headers: html })).status).toBe(200)
  })

  test('keeps its assets in caches, because they are named by their content', async () => {
    const { headers } = await get('/assets/index-abc.js')
    expect(headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect(headers.get('content-type')).toContain('javascript')
  })

  test.each([
    ['an asset of another version', '/assets/index-old.js', html],
    ['a file that is not there', '/robots.txt', html],
    ['a program that wants JSON', '/spaces/sample', { accept: 'application/json' }],
    ['an escape from its folder', '/..%2f..%2fetc%2fpasswd', { accept: 'application/json' }],
  ])('is no answer to %s', async (_case, path, headers) => {
    await expectRefusal(await get(path, headers), 404, 'NOT_FOUND')
  })

  test('is no answer to a POST', async () => {
    await expectRefusal(await post('/', '{}'), 404, 'NOT_FOUND')
  })
})

describe('the artefacts', () => {
  test('are served for every depth, and kept in caches', async () => {
    for (const depth of [1, 9, 10, 20, 32]) {
      for (const url of Object.values(client.artifactUrls(depth))) {
        const { status, headers } = await fetch(url, { method: 'HEAD' })
        expect(status).toBe(200)
        expect(headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
      }
    }
    const { headers } = await fetch(client.artifactUrls(20).wasm, { method: 'HEAD' })
    expect(headers.get('content-type')).toBe('application/wasm')
  })

  test('are what their digests say, and integrity.json has those of all', async () => {
    const response = await fetch(client.artifactUrls(1).wasm)
    const bytes = new Uint8Array(await response.arrayBuffer())
    const digest = createHash('sha256').update(bytes).digest('base64')
    expect(response.headers.get('repr-digest')).toBe(`sha-256=:${digest}:`)
    const integrity = z
      .record(z.string(), z.string())
      .parse(await (await get('/artifacts/integrity.json')).json())
    expect(Object.keys(integrity)).toHaveLength(64)
    expect(integrity['semaphore-1.wasm']).toBe(`sha256-${digest}`)
  })

  test.each([
    '/artifacts/semaphore-0.wasm',
    '/artifacts/semaphore-33.wasm',
    '/artifacts/semaphore-01.wasm',
    '/artifacts/semaphore-20.json',
    '/artifacts/package.json',
    '/artifacts/',
    '/artifacts/..%2fsemaphore-20.wasm',
    '/artifacts/semaphore-20.wasm%00',
    '/artifacts/semaphore-20.wasm%0a',
    '/artifacts/%2e%2e%2fpackage.json',
    '/artifacts/../package.json',
  ])('are nothing else: %s', async (path) => {
    // fetch would tidy the path up.
    expect(await getStatus(path)).toBe(404)
  })

  test('answer a range beyond their end with a refusal', async () => {
    const response = await get('/artifacts/semaphore-1.wasm', { range: 'bytes=999999999-' })
    await expectRefusal(response, 400, 'REQUEST_MALFORMED')
  })
})

function getStatus(path: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const options = { port: listener.port, host: '127.0.0.1', path }
    const request = httpRequest(options, (response) => {
      response.resume()
      resolve(response.statusCode)
    })
    request.on('error', reject).end()
  })
}
