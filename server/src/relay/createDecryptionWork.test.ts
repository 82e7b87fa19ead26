import {
  createIdentity,
  hashCommittee,
  RelayPausedError,
  type WireDecryptionShare,
} from '@psephos/lib'
import { id, makeError } from 'ethers'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import type { RelayTransaction } from '../generated/prisma/client.ts'
import { toWireText } from '../http/sendWire.ts'
import { createCommitteeStore } from '../secret/createCommitteeStore.ts'
import { storeNamedCommittees } from '../secret/storeNamedCommittees.ts'
import { castTestSecretBallot } from '../testing/castTestSecretBallot.ts'
import { proveTestShare } from '../testing/proveTestShare.ts'
import { serveTestSpace, type TestServer } from '../testing/serveTestSpace.ts'
import { startTestSpace, type TestSpace } from '../testing/startTestSpace.ts'
import { createDecryptionWork, type DecryptionWork } from './createDecryptionWork.ts'
import type { TotalsJob, TotalsSolver } from './createTotalsSolver.ts'

/** The least that the circuits of four options take. */
const optionCount = 3
const logger = pino({ level: 'silent' })
const identity = createIdentity({ privateKey: new Uint8Array(32).fill(1) })
const { signal } = new AbortController()
const rules = { whenWaiting: 1, afterSeconds: 0, beforeClose: 0, batchSize: 9 }
/** States of a proposal, as a governor numbers them. */
const [DEFEATED, SUCCEEDED] = [3n, 4n]

let dao: TestSpace
let server: TestServer
/** Of two processes on the database. */
let works: DecryptionWork[]
let totals: TotalsSolver

beforeAll(async () => {
  dao = await startTestSpace(undefined, { secret: true })
  server = await serveTestSpace(dao)
  totals = { ...dao.totals, solve: searchOnce }
  works = [1, 2].map(() => createDecryptionWork({ ...dao, totals, logger, rules, pause: 0 }))
  await dao.enrol(identity, 1)
})
afterAll(async () => {
  await server.close()
  await dao.close()
})

/** The same is searched for once, whichever process asks. */
const searches = new Map<string, ReturnType<TotalsSolver['solve']>>()
function searchOnce(job: TotalsJob): ReturnType<TotalsSolver['solve']> {
  const key = toWireText(job)
  const search = searches.get(key) ?? dao.totals.solve(job)
  searches.set(key, search)
  return search
}

/** Has both processes, and one that has just been started, do a round at once and waits for what they search, and the chain do what they sent. */
async function work(): Promise<void> {
  const restarted = createDecryptionWork({ ...dao, totals, logger, rules, pause: 0 })
  await Promise.all([...works, restarted].map((each) => each.run(signal)))
  await Promise.all(searches.values())
  await dao.settled()
}

const readPhase = async (proposal: bigint) => (await server.client.getSecrecy({ proposal })).phase

/** As many rounds as it takes from the end of voting, or from the last share, to the totals. */
async function workUntilRevealed(proposal: bigint): Promise<void> {
  await work()
  await work()
  expect(await readPhase(proposal)).toBe('revealed')
}

/** Moves the clock past the end of voting. */
async function endVoting(proposal: bigint): Promise<void> {
  const deadline = await dao.chain.governor(dao.space).proposalDeadline(proposal)
  await dao.moveClockTo(Number(deadline) + 1)
}

/** Opens a secret proposal and ends its voting, with nobody having voted. */
async function openAndEnd(title: string): Promise<bigint> {
  const proposal = await dao.openProposal({ title, optionCount, secret: true })
  await endVoting(proposal)
  await dao.index()
  return proposal
}
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
    const proposal = await dao.openProposal({ title: 'Secret', optionCount, secret: true })
    const voting = { dao, proposalId: proposal, members: [identity], identity }
    await castTestSecretBallot({ ...voting, votes: [3, -4, 0] })
    await dao.index()
    const submit = (share: WireDecryptionShare) => client.submitDecryptionShare({ proposal, share })
    const prove = (position: number) => proveTestShare({ dao, proposalId: proposal, position })
    const committee = dao.secret?.committee ?? ''
    const open = await client.getSecrecy({ proposal })
    expect(open).toMatchObject({
      ...{ phase: 'voting', voters: 1, sums: null, shares: [], totals: null },
      ...{ box: dao.secret?.box, registry: dao.secret?.registry },
      committee: { id: committee, threshold: 2, capacity: 4 },
    })
    expect(open.committee.trustees).toHaveLength(3)
    const early = {
      code: 'CHAIN_REVERTED',
      details: { reason: `SecretBallotsNotClosed(${proposal})` },
    }
    await expect(submit(nonsense)).rejects.toMatchObject(early)
    await work()
    expect(await listSent(proposal)).toEqual([])

    await endVoting(proposal)
    expect(await readPhase(proposal)).toBe('closing')
    await expect(submit(nonsense)).rejects.toMatchObject(early)
    await work()
    expect(await readPhase(proposal)).toBe('decrypting')
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
    await bringOnChain(proposal, third)
    await dao.index()
    expect((await client.getResults({ proposal })).decryption?.shares).toBe(2)
    await dao.node.send('evm_revert', [fork])
    await dao.node.send('evm_mine', [])
    await dao.node.send('evm_mine', [])
    await dao.index()
    expect((await client.getResults({ proposal })).decryption?.shares).toBe(1)

    await bringOnChain(proposal, third)
    await dao.index()
    await workUntilRevealed(proposal)
    const revealed = await client.getSecrecy({ proposal })
    expect(revealed.totals).toEqual([
      { votesFor: 3n, votesAgainst: 0n },
      { votesFor: 0n, votesAgainst: 4n },
      { votesFor: 0n, votesAgainst: 0n },
    ])
    expect(revealed.shares.map(({ position }) => position)).toEqual([1, 3])
    expect(await dao.chain.governor(dao.space).state(proposal)).toBe(SUCCEEDED)
    const results = await client.getResults({ proposal })
    expect(results).toMatchObject({
      state: 'succeeded',
      decryption: { phase: 'revealed', shares: 2, threshold: 2 },
      settled: { voters: 1, passing: [true, false, false] },
    })
    await expect(submit(nonsense)).rejects.toMatchObject({ code: 'CHAIN_REVERTED' })
    expect(await submit(first)).toEqual(revealed)
    await work()
    expect(await listSent(proposal)).toEqual([
      ['close', 'MINED'],
      ['share', 'MINED'],
      ['finalise', 'MINED'],
    ])
  }, 120_000)

  test('on which nobody voted needs no trustees', async () => {
    const proposal = await openAndEnd('Nobody votes')
    await workUntilRevealed(proposal)
    expect(await server.client.getSecrecy({ proposal })).toMatchObject({
      totals: Array(optionCount).fill({ votesFor: 0n, votesAgainst: 0n }),
      ...{ sums: null, voters: 0, shares: [] },
    })
    expect(await dao.chain.governor(dao.space).state(proposal)).toBe(DEFEATED)
    expect(await listSent(proposal)).toEqual([
      ['close', 'MINED'],
      ['finalise', 'MINED'],
    ])
  })

  test('waits while the relay may not pay, and while what was paid for made no difference', async () => {
    const proposal = await openAndEnd('Not paid for')
    const paused = new RelayPausedError({ reason: 'SPENDING_CAP' })
    const send = vi.spyOn(dao.outbox, 'send').mockRejectedValue(paused)
    onTestFinished(() => send.mockRestore())
    await work()
    expect(send).toHaveBeenCalledTimes(3)
    expect(await readPhase(proposal)).toBe('closing')

    send.mockReset().mockResolvedValue({} as RelayTransaction)
    const [spaceId, proposalId] = [dao.space.id, String(proposal)]
    await dao.prisma.relayTransaction.create({
      data: {
        ...{ id: 'one', chainId: 1, account: dao.outbox.account, nonce: 0, raw: '0x', carries: [] },
        ...{ spaceId, proposalId, purpose: 'close', state: 'MINED', isFinal: true, hashes: [] },
        ...{ gasLimit: '0', maxFeePerGas: '0', maxPriorityFeePerGas: '0', reserved: '0' },
        ...{ createdAt: new Date(), pricedAt: new Date(), endedAt: new Date() },
      },
    })
    await work()
    expect(send).not.toHaveBeenCalled()
    send.mockRestore()
    await dao.prisma.relayTransaction.delete({ where: { id: 'one' } })
    await workUntilRevealed(proposal)
  })

  test('is left alone for a while when the chain refuses', async () => {
    const proposal = await openAndEnd('Refused')
    const refused = makeError('refused', 'CALL_EXCEPTION', {
      ...{ action: 'estimateGas', reason: null, transaction: { to: null, data: '0x' } },
      ...{ data: id('Refused()').slice(0, 10), invocation: null, revert: null },
    })
    const estimate = vi.spyOn(dao.chain.provider, 'estimateGas').mockRejectedValue(refused)
    onTestFinished(() => estimate.mockRestore())
    const jitter = { ...rules, jitter: 3_600, beforeClose: 7_200 }
    // It leaves it to others first.
    await createDecryptionWork({ ...dao, logger, rules: jitter }).run(signal)
    expect(estimate).not.toHaveBeenCalled()
    const patient = createDecryptionWork({ ...dao, logger, rules })
    await patient.run(signal)
    await patient.run(signal)
    expect(estimate).toHaveBeenCalledTimes(1)
    estimate.mockRestore()
    await workUntilRevealed(proposal)
  })

  test('is none whose ballots are open', async () => {
    const { client } = server
    const proposal = await dao.openProposal({ title: 'Open', optionCount })
    await dao.index()
    const refusal = { code: 'NOT_FOUND' }
    await expect(client.getSecrecy({ proposal })).rejects.toMatchObject(refusal)
    const submitting = client.submitDecryptionShare({ proposal, share: nonsense })
    await expect(submitting).rejects.toMatchObject(refusal)
    expect((await client.getResults({ proposal })).decryption).toBeNull()
    const unknown = client.getSecrecy({ proposal: 1n })
    await expect(unknown).rejects.toMatchObject({ code: 'PROPOSAL_UNKNOWN' })
  })
})

describe('a committee', () => {
  const read = (id: string) => server.client.getCommittee({ committee: id })

  test('is kept once a proposal names it, and told with the DAO’s rules', async () => {
    const { committee = '', box } = dao.secret ?? {}
    await dao.prisma.committee.deleteMany()
    await expect(read(committee)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await openAndEnd('Names it')
    const committees = createCommitteeStore({ ...dao, logger })
    await storeNamedCommittees({ ...dao, committees })
    await expect.poll(() => committees.find(committee)).not.toBeNull()
    expect(hashCommittee(await read(committee))).toBe(committee)
    const { secretBallots } = await server.client.getSpaceRules({ space: dao.space.id })
    expect(secretBallots).toMatchObject({
      ...{ id: committee, box, threshold: 2, capacity: 4, classes: [4], isDevelopment: true },
    })
  })

  test('that is not registered is looked for once in a while', async () => {
    const look = vi.spyOn(dao.chain, 'box')
    onTestFinished(() => look.mockRestore())
    const committees = createCommitteeStore({ ...dao, logger })
    const asked = { space: dao.space, id: id('no committee') }
    expect(await Promise.all([committees.read(asked), committees.read(asked)])).toEqual([
      null,
      null,
    ])
    expect(await committees.read(asked)).toBeNull()
    expect(look).toHaveBeenCalledTimes(1)
  })
})

async function bringOnChain(
  proposal: bigint,
  { position, shares, proof }: WireDecryptionShare,
): Promise<void> {
  const box = (await dao.chain.box(dao.space))?.box.connect(dao.account)
  const points = shares.flatMap(({ x, y }) => [x, y])
  const { governor } = dao.space
  await (await box?.submitShare(governor, proposal, position, points, proof))?.wait()
}
