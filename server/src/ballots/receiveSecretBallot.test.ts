import { once } from 'node:events'
import { get, type IncomingMessage } from 'node:http'
import {
  createIdentity,
  createServerClient,
  encodeEncryptedVotes,
  type ServerClient,
  toWireSecretBallot,
  verifyReceipt,
  type WireSecretBallot,
  wireReceivedSecretBallot,
} from '@psephos/lib'
import { pino } from 'pino'
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { createApp } from '../createApp.ts'
import { type Listener, listen } from '../http/listen.ts'
import { proveSecretTestBallot } from '../testing/proveSecretTestBallot.ts'
import { startTestSpace, type TestSpace, VOTING_PERIOD } from '../testing/startTestSpace.ts'
import { createVerificationPool } from './createVerificationPool.ts'
import { floorToMinute } from './floorToMinute.ts'
import { receiveBallot } from './receiveBallot.ts'
import { receiveSecretBallot } from './receiveSecretBallot.ts'

const [voter, other] = [1, 2].map((index) =>
  createIdentity({ privateKey: new Uint8Array(32).fill(index) }),
) as [ReturnType<typeof createIdentity>, ReturnType<typeof createIdentity>]
const logger = pino({ level: 'silent' })

let dao: TestSpace
let proposalId: bigint
let open: bigint
/** The voter's ballot, and a change of mind. */
let ballot: WireSecretBallot
let changed: WireSecretBallot
let listener: Listener
let origin: string
let client: ServerClient

beforeAll(async () => {
  dao = await startTestSpace('pglite', { secret: true })
  await dao.enrol(voter, 1)
  await dao.enrol(other, 2)
  open = await dao.openProposal({ title: 'Open', optionCount: 3 })
  proposalId = await dao.openProposal({ title: 'Secret', optionCount: 3, secret: true })
  await dao.index()
  const common = { dao, proposalId, members: [voter, other], identity: voter }
  ballot = await proveSecretTestBallot({ ...common, votes: [3, -4, 0] })
  changed = await proveSecretTestBallot({ ...common, votes: [0, 1, -1], revision: 1 })
  listener = await listen({ host: '127.0.0.1', port: 0 })
  origin = `http://127.0.0.1:${listener.port}`
  const worldId = {
    ...{ appId: 'app_1', rpId: 'rp_0000000000000001', environment: 'staging' as const },
    ...{ signingKey: `0x${'11'.repeat(32)}`, development: null },
  }
  const rest = { proxies: 0, limits: null, logger, pageDirectory: null, developmentWorldId: null }
  listener.serve(createApp({ ...dao, worldId, ...rest }))
  client = createServerClient({ baseUrl: origin })
})
afterAll(async () => {
  await listener.close()
  await dao.close()
})
beforeEach(async () => {
  await dao.prisma.ballot.deleteMany()
  await dao.prisma.countedBallot.deleteMany()
  dao.events.publish({ kind: 'missed' })
})

const receive = (given: WireSecretBallot, id = proposalId) =>
  receiveSecretBallot({ ...dao, proposalId: id, ballot: given })
const words = ({ encrypted }: WireSecretBallot) => encodeEncryptedVotes(encrypted).map(String)
const withProof = (change: Partial<WireSecretBallot['proof']>): WireSecretBallot => ({
  ...ballot,
  proof: { ...ballot.proof, ...change },
})
const transaction = `0x${'ab'.repeat(32)}`

/** As if what is held had come some minutes ago. */
const age = () => dao.prisma.ballot.updateMany({ data: { receivedAt: new Date(0) } })

async function list<Ballot>(ballots: AsyncIterable<Ballot>): Promise<Ballot[]> {
  const listed: Ballot[] = []
  for await (const each of ballots) listed.push(each)
  return listed
}

describe('receiveSecretBallot', () => {
  test('stores a ballot that it cannot open, and gives a receipt for it and no other', async () => {
    const { receipt, ...status } = await client.castSecretBallot({ proposal: proposalId, ballot })
    expect(status).toMatchObject({ status: 'received', revision: 0, transaction: null })
    expect(await dao.prisma.ballot.findMany()).toMatchObject([
      { revision: 0, votes: [], encrypted: words(ballot), points: ballot.proof.points.map(String) },
    ])
    const { chainId, governor } = dao.space
    const expected = { receipt, chainId, governor, proposal: proposalId, relay: dao.relay.address }
    expect(() => verifyReceipt({ ...expected, ballot })).not.toThrow()
    const another = { ...ballot, encrypted: changed.encrypted }
    expect(() => verifyReceipt({ ...expected, ballot: another })).toThrow('its message differs')
    const asked = { proposal: proposalId, nullifier: ballot.proof.nullifier }
    expect(await client.getReceipt(asked)).toEqual(receipt)
    expect(await client.getBallotStatus(asked)).toEqual(status)
    expect((await receive(ballot)).receipt).toEqual(receipt)
  })

  test('takes a higher revision in place of a lower one, and no other of the same', async () => {
    await receive(ballot)
    await age()
    await receive(changed)
    expect(await dao.prisma.ballot.findMany()).toMatchObject([
      {
        ...{ revision: 1, encrypted: words(changed) },
        ...{ priorRevision: 0, priorEncrypted: words(ballot), priorVotes: [] },
      },
    ])
    await expect(receive(ballot)).rejects.toMatchObject({ code: 'REVISION_NOT_HIGHER' })
    const rival = { ...changed, encrypted: ballot.encrypted }
    await expect(receive(rival)).rejects.toMatchObject({ code: 'REVISION_NOT_HIGHER' })
  })

  test.each([
    ['BALLOT_PROOF_INVALID', () => withProof({ points: changed.proof.points })],
    ['BALLOT_PROOF_INVALID', () => withProof({ nullifier: ballot.proof.nullifier + 1n })],
    ['BALLOT_PROOF_INVALID', () => ({ ...ballot, revision: 2 })],
    ['BALLOT_PROOF_INVALID', () => ({ ...ballot, encrypted: changed.encrypted })],
    [
      'BALLOT_PROOF_INVALID',
      () => ({ ...ballot, encrypted: { ...ballot.encrypted, r: { x: 1n << 255n, y: 1n } } }),
    ],
    ['BALLOT_SCOPE_MISMATCH', () => withProof({ scope: ballot.proof.scope + 1n })],
    ['BALLOT_SNAPSHOT_MISMATCH', () => withProof({ merkleTreeRoot: 1n })],
    ['FIELD_ELEMENT_OUT_OF_RANGE', () => withProof({ nullifier: 1n << 255n })],
    [
      'BALLOT_MALFORMED',
      () => ({
        ...ballot,
        encrypted: { ...ballot.encrypted, c: ballot.encrypted.c.slice(0, 2) },
      }),
    ],
  ])('refuses with %s', async (code, create) => {
    await expect(receive(create())).rejects.toMatchObject({ code })
    expect(await dao.prisma.ballot.count()).toBe(0)
  })

  test('refuses a ballot that is encrypted for another committee', async () => {
    const entry = await dao.rules.read(proposalId)
    const secret = entry.rules?.secret
    if (entry.rules === null || secret == null) throw new Error('The proposal is not open.')
    const rules = { ...entry.rules, secret: { ...secret, keysHash: secret.keysHash + 1n } }
    await expect(
      receiveSecretBallot({
        ...{ ...dao, proposalId, ballot },
        rules: { read: async () => ({ ...entry, rules }) },
      }),
    ).rejects.toMatchObject({ code: 'BALLOT_PROOF_INVALID' })
  })

  test('says that it lacks the circuit, where it has none for so many options', async () => {
    const entry = await dao.rules.read(proposalId)
    const secret = entry.rules?.secret
    if (entry.rules === null || secret == null) throw new Error('The proposal is not open.')
    const rules = { ...entry.rules, secret: { ...secret, key: null } }
    await expect(
      receiveSecretBallot({
        ...{ ...dao, proposalId, ballot },
        rules: { read: async () => ({ ...entry, rules }) },
      }),
    ).rejects.toMatchObject({
      code: 'CONFIGURATION_INVALID',
      details: { reason: 'has no circuit for secret ballots of 3 options' },
    })
  })

  test('refuses a secret ballot where they are open, and an open one where they are secret', async () => {
    await expect(receive(ballot, open)).rejects.toMatchObject({
      code: 'BALLOT_MALFORMED',
      details: { reason: 'the proposal takes open ballots only' },
    })
    const openBallot = {
      ...{ revision: 0, votes: [3, -4, 0] },
      proof: { ...ballot.proof, message: 1n },
    }
    await expect(receiveBallot({ ...dao, proposalId, ballot: openBallot })).rejects.toMatchObject({
      details: { reason: 'the proposal takes secret ballots only' },
    })
  })

  test('takes no votes that are not encrypted', async () => {
    const response = await fetch(`${origin}/api/v1/proposals/${proposalId}/secret-ballots`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...toWireSecretBallot(ballot), votes: [3, -4, 0] }),
    })
    expect(response.status).toBe(400)
    expect(await dao.prisma.ballot.count()).toBe(0)
  })

  test('refuses a ballot when voting is over, though the governor calls the proposal active', async () => {
    await receive(ballot)
    const snapshot = await dao.node.send('evm_snapshot', [])
    onTestFinished(async () => {
      await dao.node.send('evm_revert', [snapshot])
      await dao.index()
    })
    await dao.moveClockTo((await dao.chain.now()) + VOTING_PERIOD + 1)
    await expect(receive(changed)).rejects.toMatchObject({
      code: 'VOTING_NOT_OPEN',
      message: 'The proposal does not take ballots: its voting is over.',
    })
    await dao.index()
    const asked = { proposal: proposalId, nullifier: ballot.proof.nullifier }
    expect(await client.getBallotStatus(asked)).toMatchObject({
      status: 'refused',
      refusal: 'VOTING_NOT_OPEN',
    })
  })

  test('is verified by a process of the pool', async () => {
    const pool = createVerificationPool({ logger, size: 1 })
    onTestFinished(pool.close)
    const { rules } = await dao.rules.read(proposalId)
    const { keysHash, key } = rules?.secret ?? {}
    if (rules === null || keysHash === undefined || key == null) throw new Error('It is not open.')
    const { scope, optionCount, voiceCredits } = rules
    const { root, proofDepth } = rules.electorate
    const proofs = [ballot, changed, { ...changed, revision: 2 }].map((each) => ({
      nullifier: each.proof.nullifier,
      revision: each.revision,
      encrypted: encodeEncryptedVotes(each.encrypted),
      points: each.proof.points,
    }))
    expect(
      await pool.verify({
        ...{ kind: 'secret', proofs, root, proofDepth, scope, optionCount, voiceCredits },
        ...{ keysHash, key },
      }),
    ).toEqual([true, true, false])
  })
})

describe('lists of secret ballots', () => {
  test('tell what was received, a minute later, with its proof', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: floorToMinute(Date.now()).getTime() + 30_000 })
    onTestFinished(() => void vi.useRealTimers())
    await receive(ballot)
    expect(await list(client.listSecretBallots({ proposal: proposalId }))).toEqual([])
    await age()
    const { nullifier, points } = ballot.proof
    const told = { nullifier, revision: 0, encrypted: ballot.encrypted, points }
    expect(await list(client.listSecretBallots({ proposal: proposalId }))).toEqual([told])
    await receive(changed)
    expect(await list(client.listSecretBallots({ proposal: proposalId }))).toEqual([told])
    const response = await fetch(`${origin}/api/v1/proposals/${proposalId}/secret-ballots.ndjson`)
    expect(response.headers.get('content-disposition')).toContain('"secret-ballots.ndjson"')
    expect(wireReceivedSecretBallot.parse(JSON.parse(await response.text()))).toEqual(told)
  })

  test('tell what is counted, and what brought it', async () => {
    const nullifier = String(ballot.proof.nullifier)
    await dao.prisma.countedBallot.create({
      data: {
        ...{ spaceId: dao.space.id, proposalId: String(proposalId), nullifier, revision: 0 },
        ...{ words: words(ballot), transaction, block: 1, logIndex: 0 },
      },
    })
    const settled = await list(client.listSecretBallots({ proposal: proposalId, set: 'settled' }))
    const { encrypted } = ballot
    expect(settled).toEqual([{ nullifier: BigInt(nullifier), revision: 0, encrypted, transaction }])
  })

  test('are empty for open ballots, and those of open ballots for secret ones', async () => {
    await receive(ballot)
    await age()
    expect(await list(client.listSecretBallots({ proposal: open }))).toEqual([])
    for (const set of ['received', 'settled'] as const)
      expect(await list(client.listBallots({ proposal: proposalId, set } as never))).toEqual([])
    const csv = await fetch(`${origin}/api/v1/proposals/${proposalId}/ballots.csv`)
    expect((await csv.text()).trim().split('\n')).toHaveLength(1)
  })

  test('say how many voted, and nothing of how', async () => {
    await receive(ballot)
    await age()
    const { received, settled } = await client.getResults({ proposal: proposalId })
    const nothing = { votesFor: 0n, votesAgainst: 0n, creditsSpent: 0n }
    expect(received).toMatchObject({
      ...{ voters: 1, turnout: 0.5 },
      options: [nothing, nothing, nothing],
    })
    expect(settled.voters).toBe(0)
    expect(await client.getProposal({ proposal: proposalId })).toMatchObject({ received: 1 })
  })
})

describe('circuits', () => {
  test('are served with their digest, to be asked about again', async () => {
    const { wasm } = client.circuitUrls('secret-ballot', 4)
    const response = await fetch(wasm)
    const etag = response.headers.get('etag') ?? ''
    expect(response.headers.get('cache-control')).toBe('public, no-cache')
    expect(response.headers.get('repr-digest')).toBe(`sha-256=:${etag.slice(1, -1)}:`)
    expect((await response.arrayBuffer()).byteLength).toBeGreaterThan(100_000)
    expect(await ask(wasm, { 'if-none-match': etag })).toBe(304)
    expect(await ask(wasm, { 'if-none-match': '"another"' })).toBe(200)
    expect((await fetch(client.circuitUrls('secret-ballot', 8).wasm)).status).toBe(404)
  })
})

/** As browsers do: Node's `fetch` tells every cache to stay out of what has a condition. */
async function ask(url: string, headers: Record<string, string>): Promise<number | undefined> {
  const [response]: [IncomingMessage] = (await once(get(url, { headers }), 'response')) as never
  response.resume()
  return response.statusCode
}
