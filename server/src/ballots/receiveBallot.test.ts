import { createIdentity, toContractBallot, type WireBallot } from '@psephos/lib'
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { proveTestBallot } from '../testing/proveTestBallot.ts'
import { startTestSpace, type TestSpace, VOTING_PERIOD } from '../testing/startTestSpace.ts'
import { readBallotStatus } from './readBallotStatus.ts'
import { receiveBallot } from './receiveBallot.ts'

const [voter, other] = [1, 2].map((index) =>
  createIdentity({ privateKey: new Uint8Array(32).fill(index) }),
) as [ReturnType<typeof createIdentity>, ReturnType<typeof createIdentity>]

let dao: TestSpace
let proposalId: bigint
/** The voter's ballot, a second one of the same revision, and a change of mind. */
let ballot: WireBallot
let rival: WireBallot
let changed: WireBallot

beforeAll(async () => {
  dao = await startTestSpace()
  await dao.enrol(voter, 1)
  await dao.enrol(other, 2)
  proposalId = await dao.openProposal({ title: 'Open', optionCount: 2 })
  await dao.index()
  const common = { space: dao.space, proposalId, members: [voter, other], identity: voter }
  ballot = await proveTestBallot({ ...common, votes: [3, -4] })
  rival = await proveTestBallot({ ...common, votes: [0, 10] })
  changed = await proveTestBallot({ ...common, votes: [-1, 1], revision: 1 })
})
afterAll(() => dao.close())
beforeEach(async () => {
  await dao.prisma.ballot.deleteMany()
  await dao.prisma.countedBallot.deleteMany()
})

const receive = (given: WireBallot, id = proposalId) =>
  receiveBallot({ ...dao, proposalId: id, ballot: given })

const readStatus = (nullifier = ballot.proof.nullifier) =>
  readBallotStatus({
    prisma: dao.prisma,
    proposal: { id: String(proposalId), spaceId: dao.space.id },
    nullifier,
  })

const key = () => ({
  spaceId: dao.space.id,
  proposalId: String(proposalId),
  nullifier: String(ballot.proof.nullifier),
})
const transaction = `0x${'ab'.repeat(32)}`

function withProof(change: Partial<WireBallot['proof']>): WireBallot {
  return { ...ballot, proof: { ...ballot.proof, ...change } }
}

describe('receiveBallot', () => {
  test('stores a ballot and answers where it stands', async () => {
    expect(await receive(ballot)).toEqual({
      proposal: proposalId,
      nullifier: ballot.proof.nullifier,
      revision: 0,
      status: 'received',
      receivedAt: expect.any(Number),
      transaction: null,
    })
    expect(await dao.prisma.ballot.findMany()).toMatchObject([
      { revision: 0, votes: [3, -4], points: ballot.proof.points.map(String) },
    ])
  })

  test('keeps the minute of its arrival, not the moment', async () => {
    const { receivedAt } = await receive(ballot)
    expect((receivedAt ?? Number.NaN) % 60).toBe(0)
  })

  test('takes a higher revision in place of a lower one', async () => {
    await receive(ballot)
    await dao.prisma.ballot.updateMany({ data: { transaction, refusal: 'BALLOT_PROOF_INVALID' } })
    expect(await receive(changed)).toMatchObject({ revision: 1, status: 'received' })
    expect(await dao.prisma.ballot.findMany()).toMatchObject([
      { revision: 1, votes: [-1, 1], transaction: null, refusal: null },
    ])
  })

  test('refuses the same revision and a lower one', async () => {
    await receive(changed)
    for (const given of [changed, ballot]) {
      await expect(receive(given)).rejects.toMatchObject({
        code: 'REVISION_NOT_HIGHER',
        details: { revision: given.revision, heldRevision: 1 },
      })
    }
  })

  test('accepts exactly one of several ballots of one revision that come at once', async () => {
    const given = [ballot, rival, ballot, rival, ballot, rival]
    const outcomes = await Promise.allSettled(given.map((each) => receive(each)))
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const refusals = outcomes.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []))
    expect(refusals.map(({ code }) => code)).toEqual(new Array(5).fill('REVISION_NOT_HIGHER'))
    expect(await dao.prisma.ballot.count()).toBe(1)
  })

  test('refuses a revision that the governor counts already, cast without this server', async () => {
    await dao.prisma.countedBallot.create({
      data: { ...key(), revision: 1, words: ['0'], transaction, block: 1, logIndex: 0 },
    })
    for (const given of [ballot, changed]) {
      await expect(receive(given)).rejects.toMatchObject({ code: 'REVISION_NOT_HIGHER' })
    }
  })

  test.each([
    ['BALLOT_MALFORMED', () => ({ ...ballot, votes: [3] })],
    ['VOICE_CREDITS_EXCEEDED', () => ({ ...ballot, votes: [10, 1] })],
    ['BALLOT_SCOPE_MISMATCH', () => withProof({ scope: ballot.proof.scope + 1n })],
    ['BALLOT_SNAPSHOT_MISMATCH', () => withProof({ merkleTreeRoot: 1n })],
    ['BALLOT_SNAPSHOT_MISMATCH', () => withProof({ merkleTreeDepth: 21 })],
    ['BALLOT_MESSAGE_MISMATCH', () => ({ ...ballot, votes: [4, -3] })],
    ['BALLOT_MESSAGE_MISMATCH', () => ({ ...ballot, revision: 1 })],
    ['FIELD_ELEMENT_OUT_OF_RANGE', () => withProof({ nullifier: 2n ** 255n })],
    ['BALLOT_PROOF_INVALID', () => withProof({ nullifier: ballot.proof.nullifier + 1n })],
    ['BALLOT_PROOF_INVALID', () => withProof({ points: rival.proof.points })],
  ])('refuses with %s', async (code, create) => {
    await expect(receive(create())).rejects.toMatchObject({ code })
    expect(await dao.prisma.ballot.count()).toBe(0)
  })

  test('refuses a ballot on a proposal that it does not know', async () => {
    await expect(receive(ballot, 1n)).rejects.toMatchObject({ code: 'PROPOSAL_UNKNOWN' })
  })

  test('refuses a ballot when voting is over', async () => {
    const snapshot = await dao.node.send('evm_snapshot', [])
    onTestFinished(() => dao.node.send('evm_revert', [snapshot]))
    await dao.moveClockTo((await dao.chain.now()) + VOTING_PERIOD + 1)
    await expect(receive(ballot)).rejects.toMatchObject({
      code: 'VOTING_NOT_OPEN',
      details: { state: 'defeated' },
    })
  })
})

describe('readBallotStatus', () => {
  test('knows no ballot that nobody cast', async () => {
    await expect(readStatus()).rejects.toMatchObject({ code: 'BALLOT_UNKNOWN' })
  })

  test('is settling once a transaction carries the ballot', async () => {
    await receive(ballot)
    await dao.prisma.ballot.updateMany({ data: { transaction } })
    expect(await readStatus()).toMatchObject({ status: 'settling', transaction })
  })

  test('is refused once the governor would not take it', async () => {
    await receive(ballot)
    await dao.prisma.ballot.updateMany({ data: { refusal: 'BALLOT_PROOF_INVALID' } })
    expect(await readStatus()).toMatchObject({ status: 'refused' })
  })

  test('is counted once the governor has it, and received anew with a higher revision', async () => {
    await receive(ballot)
    const counted = { ...key(), revision: 0, words: ['1'], transaction, block: 1, logIndex: 0 }
    await dao.prisma.countedBallot.create({ data: counted })
    expect(await readStatus()).toMatchObject({
      status: 'counted',
      transaction,
      receivedAt: expect.any(Number),
    })
    expect(await receive(changed)).toMatchObject({ status: 'received', revision: 1 })
  })

  test('tells no time of a ballot that came without this server', async () => {
    const counted = { ...key(), revision: 2, words: ['1'], transaction, block: 1, logIndex: 0 }
    const expected = { status: 'counted', revision: 2, transaction, receivedAt: null }
    await receive(ballot)
    await dao.prisma.countedBallot.create({ data: counted })
    expect(await readStatus()).toMatchObject(expected)
    await dao.prisma.ballot.deleteMany()
    expect(await readStatus()).toMatchObject(expected)
  })

  test('hears of a ballot that was cast directly from the chain', async () => {
    const snapshot = await dao.node.send('evm_snapshot', [])
    onTestFinished(async () => {
      await dao.node.send('evm_revert', [snapshot])
      await dao.index()
    })
    const governor = dao.chain.governor(dao.space).connect(dao.account)
    const sent = await governor.castBallot(
      proposalId,
      toContractBallot({ ballot, replacedWords: [] }),
    )
    await sent.wait()
    await dao.index()
    expect(await readStatus()).toMatchObject({ status: 'counted', transaction: sent.hash })
  })
})
