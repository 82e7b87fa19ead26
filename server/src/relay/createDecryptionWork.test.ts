import { createIdentity, type WireDecryptionShare } from '@psephos/lib'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createCommitteeStore } from '../secret/createCommitteeStore.ts'
import { storeNamedCommittees } from '../secret/storeNamedCommittees.ts'
import { castTestSecretBallot } from '../testing/castTestSecretBallot.ts'
import { proveTestShare } from '../testing/proveTestShare.ts'
import { serveTestSpace, type TestServer } from '../testing/serveTestSpace.ts'
import { startTestSpace, type TestSpace, VOTING_PERIOD } from '../testing/startTestSpace.ts'
import { createDecryptionWork, type DecryptionWork } from './createDecryptionWork.ts'

/** The least that the circuits of four options take. */
const optionCount = 3
const logger = pino({ level: 'silent' })
const identity = createIdentity({ privateKey: new Uint8Array(32).fill(1) })
const { signal } = new AbortController()

let dao: TestSpace
let server: TestServer
/** Of two processes on the database. */
let works: DecryptionWork[]
/** With one ballot, of which the title says nothing; without any. */
let proposal: bigint
let empty: bigint

beforeAll(async () => {
  dao = await startTestSpace(undefined, { secret: true })
  server = await serveTestSpace(dao)
  works = [1, 2].map(() => createDecryptionWork({ ...dao, logger, pause: 0 }))
  await dao.enrol(identity, 1)
  proposal = await dao.openProposal({ title: 'Secret', optionCount, secret: true })
  empty = await dao.openProposal({ title: 'Nobody votes', optionCount, secret: true })
  const votes = [3, -4, 0]
  await castTestSecretBallot({ dao, proposalId: proposal, members: [identity], identity, votes })
  await dao.index()
}, 60_000)
afterAll(async () => {
  await server.close()
  await dao.close()
})

/** Has both processes do a round at once, and the chain what they sent. */
async function work(): Promise<void> {
  await Promise.all(works.map((each) => each.run(signal)))
  await dao.settled()
}

const readPhase = async (proposalId = proposal) =>
  (await server.client.getSecrecy({ proposal: proposalId })).phase
const submit = (share: WireDecryptionShare, proposalId = proposal) =>
  server.client.submitDecryptionShare({ proposal: proposalId, share })
const prove = (position: number) =>
  proveTestShare({ dao, proposalId: proposal, optionCount, position })
const listSent = async (proposalId: bigint) =>
  (
    await dao.prisma.relayTransaction.findMany({
      where: { proposalId: String(proposalId) },
      orderBy: { createdAt: 'asc' },
    })
  ).map(({ purpose, state }) => [purpose, state])

/** Any numbers of a share's form. */
const nonsense: WireDecryptionShare = {
  position: 2,
  shares: [
    { x: 1n, y: 2n },
    { x: 3n, y: 4n },
    { x: 5n, y: 6n },
  ],
  proof: [1n, 2n, 3n, 4n, 5n, 6n, 7n, 8n],
}

describe('a secret proposal', () => {
  test('is closed, decrypted by two of three trustees and revealed, each step once', async () => {
    const { client } = server
    const committee = dao.secret?.committee ?? ''
    await expect(client.getCommittee({ committee })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    const committees = createCommitteeStore({ ...dao, logger })
    await storeNamedCommittees({ ...dao, committees })
    await expect.poll(() => committees.find(committee)).not.toBeNull()
    expect(await client.getCommittee({ committee })).toMatchObject({ threshold: 2 })

    const open = await client.getSecrecy({ proposal })
    expect(open).toMatchObject({
      ...{ phase: 'voting', voters: 1, sums: null, shares: [], totals: null },
      ...{ box: dao.secret?.box, registry: dao.secret?.registry },
      committee: { id: committee, threshold: 2, capacity: 4 },
    })
    expect(open.committee.trustees).toHaveLength(3)
    const early = { code: 'CHAIN_REVERTED', details: { reason: /^SecretBallotsNotClosed/ } }
    await expect(submit(nonsense)).rejects.toMatchObject({ code: early.code })
    await work()
    expect(await listSent(proposal)).toEqual([])

    await dao.moveClockTo(Math.floor(await dao.chain.now()) + VOTING_PERIOD + 1)
    expect(await readPhase()).toBe('closing')
    await expect(submit(nonsense)).rejects.toMatchObject({ code: 'CHAIN_REVERTED' })
    await work()
    expect(await readPhase()).toBe('decrypting')
    expect((await client.getSecrecy({ proposal })).sums?.c).toHaveLength(optionCount)
    expect((await client.getResults({ proposal })).decryption).toEqual({
      ...{ phase: 'decrypting', shares: 0, threshold: 2 },
    })
    expect((await client.getResults({ proposal })).settled).toMatchObject({ voters: 1 })
    const { steps } = await client.listTransactions({ proposal })
    expect(steps.map(({ step }) => step)).toEqual(['created', 'closed'])

    const first = await prove(1)
    await expect(submit({ ...first, position: 2 })).rejects.toMatchObject({
      code: 'BALLOT_PROOF_INVALID',
    })
    await expect(submit({ ...first, position: 4 })).rejects.toMatchObject({
      code: 'REQUEST_MALFORMED',
    })
    await expect(submit({ ...first, shares: first.shares.slice(0, 1) })).rejects.toMatchObject({
      code: 'REQUEST_MALFORMED',
    })
    const taken = await submit(first)
    expect(taken.shares).toEqual([{ position: 1, points: first.shares, transaction: null }])
    expect(await submit(first)).toEqual(taken)
    await work()
    await work()
    const [brought] = (await client.getSecrecy({ proposal })).shares
    expect(brought).toMatchObject({ position: 1, transaction: expect.stringMatching(/^0x/) })
    expect((await submit(first)).shares).toEqual([brought])

    // Somebody had a false one stored, past the route.
    await dao.prisma.receivedShare.create({
      data: {
        ...{ spaceId: dao.space.id, proposalId: String(proposal), position: 2 },
        points: nonsense.shares.flatMap(({ x, y }) => [String(x), String(y)]),
        proof: nonsense.proof.map(String),
        receivedAt: new Date(),
      },
    })
    await work()
    expect(await dao.prisma.receivedShare.count({ where: { position: 2 } })).toBe(0)
    expect(await listSent(proposal)).toEqual([
      ['close', 'MINED'],
      ['share', 'MINED'],
    ])

    const third = await prove(3)
    const fork = await dao.node.send('evm_snapshot', [])
    await bringOnChain(third)
    await dao.index()
    expect((await client.getResults({ proposal })).decryption?.shares).toBe(2)
    await dao.node.send('evm_revert', [fork])
    await dao.node.send('evm_mine', [])
    await dao.node.send('evm_mine', [])
    await dao.index()
    expect((await client.getResults({ proposal })).decryption?.shares).toBe(1)

    await bringOnChain(third)
    await dao.index()
    await expect.poll(async () => (await work(), readPhase()), { timeout: 60_000 }).toBe('revealed')
    const revealed = await client.getSecrecy({ proposal })
    expect(revealed.totals).toEqual([
      { votesFor: 3n, votesAgainst: 0n },
      { votesFor: 0n, votesAgainst: 4n },
      { votesFor: 0n, votesAgainst: 0n },
    ])
    expect(revealed.shares.map(({ position }) => position)).toEqual([1, 3])
    expect(await dao.chain.governor(dao.space).state(proposal)).toBe(4n)
    const results = await client.getResults({ proposal })
    expect(results).toMatchObject({
      state: 'succeeded',
      decryption: { phase: 'revealed', shares: 2, threshold: 2 },
      settled: { voters: 1, passing: [true, false, false] },
    })
    await expect(submit(await prove(2))).rejects.toMatchObject({ code: 'CHAIN_REVERTED' })
    expect(await submit(first)).toEqual(revealed)
    await work()
    expect(await listSent(proposal)).toEqual([
      ['close', 'MINED'],
      ['share', 'MINED'],
      ['finalise', 'MINED'],
    ])
  }, 120_000)

  test('on which nobody voted needs no trustees', async () => {
    const { voteEnd } = {
      voteEnd: Number(await dao.chain.governor(dao.space).proposalDeadline(empty)),
    }
    if ((await dao.chain.now()) <= voteEnd) await dao.moveClockTo(voteEnd + 1)
    await expect
      .poll(async () => (await work(), readPhase(empty)), { timeout: 20_000 })
      .toBe('revealed')
    const { totals, sums, voters } = await server.client.getSecrecy({ proposal: empty })
    expect({ totals, sums, voters }).toEqual({
      totals: Array(optionCount).fill({ votesFor: 0n, votesAgainst: 0n }),
      ...{ sums: null, voters: 0 },
    })
    expect(await dao.chain.governor(dao.space).state(empty)).toBe(3n)
    expect(await listSent(empty)).toEqual([
      ['close', 'MINED'],
      ['finalise', 'MINED'],
    ])
  })
})

async function bringOnChain({ position, shares, proof }: WireDecryptionShare): Promise<void> {
  const box = (await dao.chain.box(dao.space))?.box.connect(dao.account)
  const points = shares.flatMap(({ x, y }) => [x, y])
  const { governor } = dao.space
  await (await box?.submitShare(governor, proposal, position, points, proof))?.wait()
}
