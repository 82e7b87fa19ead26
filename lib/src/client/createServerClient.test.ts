import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { toWireBallot } from '../ballot/toWireBallot.ts'
import { VotingNotOpenError } from '../errors/ballotErrors.ts'
import { ServerUnavailableError } from '../errors/serverErrors.ts'
import type { WireBallot } from '../wire/ballot.ts'
import type { WorldIdResult } from '../wire/enrolment.ts'
import type { ProposalMetadata } from '../wire/proposal.ts'
import { wireSecretBallot } from '../wire/secretBallot.ts'
import { createServerClient, type ServerClient } from './createServerClient.ts'

const address = `0x${'aa'.repeat(20)}`
const hash = `0x${'bb'.repeat(32)}`
const large = (1n << 256n) - 1n

const ballot: WireBallot = {
  revision: 0,
  votes: [3, -4],
  proof: {
    merkleTreeDepth: 20,
    merkleTreeRoot: 1n,
    nullifier: 2n,
    message: 3n,
    scope: large,
    points: [1n, 2n, 3n, 4n, 5n, 6n, 7n, 8n],
  },
}
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
const status = {
  proposal: String(large),
  nullifier: '2',
  revision: 0,
  status: 'received',
  receivedAt: 60,
  transaction: null,
  refusal: null,
  replacedBy: null,
}
const receipt = {
  chainId: 10,
  governor: address,
  proposal: String(large),
  nullifier: '2',
  message: '3',
  revision: 0,
  receivedAt: 60,
  signature: `0x${'cc'.repeat(65)}`,
}
const readReceipt = { ...receipt, proposal: large, nullifier: 2n, message: 3n }
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

/** The last request that the server was sent, and what it answers the next with. */
let received: { method: string | undefined; url: string | undefined; body: unknown }
let answer: { status: number; body: string }

const server = createServer(async (request: IncomingMessage, response: ServerResponse) => {
  const text = (await request.toArray()).join('')
  received = { method: request.method, url: request.url, body: text && JSON.parse(text) }
  response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.body)
})

let baseUrl: string
let client: ServerClient
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  client = createServerClient({ baseUrl: `${baseUrl}/` })
})
afterAll(() => new Promise((resolve) => server.close(resolve)))
beforeEach(() => answerWith({}))

function answerWith(body: unknown, status = 200): void {
  answer = { status, body: JSON.stringify(body) }
}

describe('createServerClient', () => {
  test('lists spaces', async () => {
    const space = {
      id: 'garden',
      name: 'The garden',
      chainId: 31_337,
      deploymentBlock: 0,
      governor: address,
      group: address,
      issuer: address,
      timelock: address,
    }
    answerWith({ spaces: [space] })
    expect(await client.listSpaces()).toEqual([space])
    expect(received).toEqual({ method: 'GET', url: '/api/v1/spaces', body: '' })
  })

  test('gets a group as it stood with a root, with numbers of 256 bits', async () => {
    answerWith({ group: address, size: 2, root: String(large), members: ['1', '2'] })
    const group = await client.getGroup({ space: 'garden', root: large })
    expect(group).toEqual({ group: address, size: 2, root: large, members: [1n, 2n] })
    expect(received.url).toBe(`/api/v1/spaces/garden/group?root=${large}`)
    await client.getGroup({ space: 'a/../b' })
    expect(received.url).toBe('/api/v1/spaces/a%2F..%2Fb/group')
  })

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
    answerWith(request, 201)
    expect(await client.createWorldIdRequest({ space: 'garden', commitment: large })).toEqual(
      request,
    )
    expect(received).toEqual({
      method: 'POST',
      url: '/api/v1/spaces/garden/world-id/requests',
      body: { commitment: String(large) },
    })
  })

  test.each([
    ['enrol', 'enrolments'],
    ['rotate', 'rotations'],
  ] as const)('%ss', async (method, path) => {
    answerWith({ commitment: '5', index: 0, transaction: hash, alreadyEnrolled: false }, 201)
    const enrolment = await client[method]({
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
    expect(received).toEqual({
      method: 'POST',
      url: `/api/v1/spaces/garden/${path}`,
      body: { commitment: '5', result },
    })
  })

  test('lists and gets proposals', async () => {
    answerWith({ proposals: [proposal] })
    const [first] = await client.listProposals({ space: 'garden' })
    expect(first).toEqual({ ...proposal, id: large })
    expect(received.url).toBe('/api/v1/spaces/garden/proposals')
    answerWith(proposal)
    expect(await client.getProposal({ proposal: large })).toEqual(first)
    expect(received.url).toBe(`/api/v1/proposals/${large}`)
  })

  test('stores and gets metadata', async () => {
    answerWith({ cid: 'bafkreia' }, 201)
    expect(await client.storeMetadata({ metadata })).toBe('bafkreia')
    expect(received).toEqual({ method: 'POST', url: '/api/v1/metadata', body: metadata })
    answerWith({ cid: 'bafkreia', metadata })
    expect(await client.getMetadata({ cid: 'bafkreia' })).toEqual(metadata)
    expect(received.url).toBe('/api/v1/metadata/bafkreia')
  })

  test('casts a ballot and asks where it stands', async () => {
    answerWith({ ...status, receipt }, 202)
    const { receipt: given, ...cast } = await client.castBallot({ proposal: large, ballot })
    expect(cast).toEqual({ ...status, proposal: large, nullifier: 2n })
    expect(given).toEqual(readReceipt)
    expect(received).toEqual({
      method: 'POST',
      url: `/api/v1/proposals/${large}/ballots`,
      body: toWireBallot(ballot),
    })
    answerWith(status)
    expect(await client.getBallotStatus({ proposal: large, nullifier: 2n })).toEqual(cast)
    expect(received.url).toBe(`/api/v1/proposals/${large}/ballots/2`)
    await client.getBallotStatus({ proposal: large, nullifier: 2n, revision: 0 })
    expect(received.url).toBe(`/api/v1/proposals/${large}/ballots/2?revision=0`)
  })

  test('casts and lists secret ballots', async () => {
    const encrypted = { r: { x: '1', y: '2' }, c: [{ x: '3', y: '4' }] }
    const { message, ...proof } = toWireBallot(ballot).proof
    const body = { revision: 0, encrypted, proof }
    answerWith({ ...status, receipt }, 202)
    const secret = wireSecretBallot.parse(body)
    await client.castSecretBallot({ proposal: large, ballot: secret })
    expect(received).toEqual({
      method: 'POST',
      url: `/api/v1/proposals/${large}/secret-ballots`,
      body,
    })
    const listed = { nullifier: '2', revision: 0, encrypted, points: proof.points }
    answerWith({ set: 'received', ballots: [listed], next: 'Mg' })
    const ballots = client.listSecretBallots({ proposal: 7n })
    expect((await ballots.next()).value).toMatchObject({ nullifier: 2n, revision: 0 })
    expect(received.url).toBe('/api/v1/proposals/7/secret-ballots?set=received&limit=1000')
    answerWith({ set: 'received', ballots: [], next: null })
    expect((await ballots.next()).done).toBe(true)
    expect(received.url).toContain('&cursor=Mg')
  })

  test('gets a receipt, and whose signature it must have', async () => {
    answerWith(receipt)
    expect(await client.getReceipt({ proposal: large, nullifier: 2n })).toEqual(readReceipt)
    expect(received.url).toBe(`/api/v1/proposals/${large}/ballots/2/receipt`)
    answerWith({ address })
    expect(await client.getRelay()).toEqual({ address })
    expect(received.url).toBe('/api/v1/relay')
  })

  test('lists all ballots, page by page', async () => {
    const ballots = [{ nullifier: '2', revision: 0, votes: [3], transaction: hash }]
    answerWith({ set: 'settled', ballots, next: 'Mg' })
    const listed = client.listBallots({ proposal: 7n, set: 'settled' })
    expect((await listed.next()).value).toEqual({ ...ballots[0], nullifier: 2n })
    expect(received.url).toBe('/api/v1/proposals/7/ballots?set=settled&limit=1000')
    answerWith({ set: 'settled', ballots: [{ ...ballots[0], nullifier: '3' }], next: null })
    expect((await listed.next()).value).toMatchObject({ nullifier: 3n })
    expect(received.url).toContain('&cursor=Mg')
    expect((await listed.next()).done).toBe(true)
  })

  test('lists transactions, a page of settlements at a time', async () => {
    const transaction = { transaction: hash, block: 7, at: null, sender: address }
    const answer = {
      steps: [{ ...transaction, step: 'created' }],
      settlements: [{ ...transaction, ballots: 3 }],
      settlementCount: 2,
      next: 'abc',
    }
    answerWith(answer)
    expect(await client.listTransactions({ proposal: 7n })).toEqual(answer)
    expect(received.url).toBe('/api/v1/proposals/7/transactions')
    await client.listTransactions({ proposal: 7n, cursor: 'abc', limit: 5 })
    expect(received.url).toBe('/api/v1/proposals/7/transactions?cursor=abc&limit=5')
  })

  test('searches spaces and proposals, in pages', async () => {
    answerWith({ spaces: [], next: 'abc' })
    expect(await client.searchSpaces({ search: 'a&b', limit: 5 })).toEqual({
      spaces: [],
      next: 'abc',
    })
    expect(received.url).toBe('/api/v1/spaces?search=a%26b&limit=5')
    answerWith({ proposals: [proposal] })
    const page = await client.searchProposals({
      space: 'garden',
      states: ['active', 'pending'],
      order: 'closing',
      cursor: 'abc',
    })
    expect(page).toMatchObject({ proposals: [{ id: large }] })
    expect(received.url).toBe(
      '/api/v1/spaces/garden/proposals?state=active%2Cpending&order=closing&cursor=abc',
    )
  })

  test('writes a profile, with its signature', async () => {
    const profile = { name: 'The Garden' }
    const authorization = { signer: address, issuedAt: 1, expiresAt: 2, signature: '0x12' }
    answerWith({ error: { code: 'SPACE_ADMIN_REQUIRED', message: '', details: {} } }, 403)
    const act = client.setSpaceProfile({ space: 'garden', profile, authorization })
    await expect(act).rejects.toMatchObject({ code: 'SPACE_ADMIN_REQUIRED' })
    expect(received).toEqual({
      method: 'PUT',
      url: '/api/v1/spaces/garden',
      body: { profile, authorization },
    })
  })

  test('gives the rules by which a DAO decides', async () => {
    const rules = {
      votingDelay: 0,
      votingPeriod: 60,
      executionDelay: null,
      quorum: { numerator: 1, denominator: 4 },
      defaultVoiceCredits: 100,
      memberProposals: {
        limit: 2,
        epochDuration: 10,
        epoch: 20,
        group: { root: '3', size: 1, proofDepth: 20 },
      },
      secretBallots: null,
    }
    answerWith(rules)
    const { memberProposals } = await client.getSpaceRules({ space: 'garden' })
    expect(memberProposals?.group).toEqual({ root: 3n, size: 1, proofDepth: 20 })
    expect(received).toMatchObject({ method: 'GET', url: '/api/v1/spaces/garden/rules' })
  })

  test('tells how a secret proposal is decrypted, and takes shares', async () => {
    const point = { x: '1', y: String(large) }
    const secrecy = {
      ...{ proposal: '7', phase: 'decrypting', box: address, registry: address, voters: 1 },
      committee: { id: hash, threshold: 1, trustees: [address], capacity: 2 },
      ...{ sums: { r: point, c: [point] }, shares: [], totals: null },
    }
    answerWith(secrecy)
    expect(await client.getSecrecy({ proposal: 7n })).toMatchObject({
      sums: { r: { x: 1n, y: large } },
    })
    expect(received.url).toBe('/api/v1/proposals/7/secrecy')
    answerWith(secrecy, 202)
    const { points: proof } = ballot.proof
    const share = { position: 1, shares: [{ x: 1n, y: large }], proof }
    await client.submitDecryptionShare({ proposal: 7n, share })
    expect(received).toEqual({
      method: 'POST',
      url: '/api/v1/proposals/7/decryption-shares',
      body: { position: 1, shares: [point], proof: proof.map(String) },
    })
    const committee = { session: hash, threshold: 1, trustees: [address] }
    answerWith({ ...committee, commitments: [[point], [point]] })
    expect(await client.getCommittee({ committee: hash })).toMatchObject(committee)
    expect(received.url).toBe(`/api/v1/committees/${hash}`)
  })

  test('deletes a draft', async () => {
    answer = { status: 204, body: '' }
    expect(await client.deleteDraft({ draft: 'a/b', token: 'x' })).toBeUndefined()
    expect(received).toMatchObject({ method: 'DELETE', url: '/api/v1/drafts/a%2Fb' })
  })

  test('knows where the artifacts are', () => {
    expect(client.artifactUrls(20)).toEqual({
      wasm: `${baseUrl}/artifacts/semaphore-20.wasm`,
      zkey: `${baseUrl}/artifacts/semaphore-20.zkey`,
    })
    expect(createServerClient({ baseUrl: '' }).artifactUrls(32).zkey).toBe(
      '/artifacts/semaphore-32.zkey',
    )
    expect(client.circuitUrls('secret-ballot', 4).zkey).toBe(
      `${baseUrl}/artifacts/secret-ballot-4.zkey`,
    )
  })

  test("throws the server's error as its own class", async () => {
    const error = new VotingNotOpenError({ proposal: 7n, state: 'defeated' })
    const { code, message, details } = error
    answerWith({ error: { code, message, details } }, 409)
    const act = client.castBallot({ proposal: 7n, ballot })
    await expect(act).rejects.toThrow(VotingNotOpenError)
    await expect(act).rejects.toThrow('it is defeated')
  })

  test.each([
    ['a proxy that answers for it', 502, '<html>Bad Gateway</html>'],
    ['an error of no known code', 418, '{"error":{"code":"TEAPOT","message":"","details":{}}}'],
    ['an answer that is not JSON', 200, 'hello'],
    ['an answer of another form', 200, '{"spaces":[{"id":"garden"}]}'],
  ])('says that the server is unavailable behind %s', async (_, code, body) => {
    answer = { status: code, body }
    await expect(client.listSpaces()).rejects.toThrow(ServerUnavailableError)
  })

  test('says that the server is unavailable when nobody listens', async () => {
    const nobody = createServerClient({
      baseUrl,
      fetch: () => Promise.reject(new TypeError('fetch failed')),
    })
    const act = nobody.listSpaces()
    await expect(act).rejects.toThrow(ServerUnavailableError)
    await expect(act).rejects.toThrow(baseUrl)
  })

  test('throws the reason of an aborted signal', async () => {
    const reason = new Error('the person left')
    const act = client.listSpaces({ signal: AbortSignal.abort(reason) })
    await expect(act).rejects.toBe(reason)
  })
})
