import {
  BallotMalformedError,
  BallotUnknownError,
  createIdentity,
  toContractBallot,
  verifyReceipt,
  type WireBallot,
} from '@psephos/lib'
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { proveTestBallot } from '../testing/proveTestBallot.ts'
import { startTestSpace, type TestSpace, VOTING_PERIOD } from '../testing/startTestSpace.ts'
import { readBallotStatus } from './readBallotStatus.ts'
import { readReceipt } from './readReceipt.ts'
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

const readStatus = (revision?: number) =>
  readBallotStatus({ ...dao, proposalId, nullifier: ballot.proof.nullifier, revision })

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
      refusal: null,
      replacedBy: null,
      receipt: expect.anything(),
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

  test('gives a receipt that holds the relay to this ballot and no other', async () => {
    const { receipt } = await receive(ballot)
    const relay = dao.relay.address
    const { chainId, governor } = dao.space
    const expected = { receipt, relay, chainId, governor, proposal: proposalId }
    expect(() => verifyReceipt({ ...expected, ballot })).not.toThrow()
    expect(() => verifyReceipt({ ...expected, ballot: rival })).toThrow('its message differs')
    expect(() => verifyReceipt({ ...expected, ballot, proposal: 1n })).toThrow('proposal differs')
    expect(receipt.receivedAt % 60).toBe(0)
  })

  test('gives the same ballot the same receipt again, wherever it stands, with another proof too', async () => {
    const { receipt } = await receive(ballot)
    await dao.prisma.ballot.updateMany({ data: { transaction } })
    const again = await receive({
      ...ballot,
      proof: { ...ballot.proof, points: rival.proof.points },
    })
    expect(again).toMatchObject({ status: 'settling', transaction, receipt })
    const asked = { ...dao, proposalId, nullifier: ballot.proof.nullifier }
    expect(await readReceipt(asked)).toEqual(receipt)
    await expect(readReceipt({ ...asked, nullifier: 1n })).rejects.toThrow(BallotUnknownError)
  })

  test('signs nothing that is not committed', async () => {
    const sign = vi.spyOn(dao.receipts, 'sign')
    onTestFinished(() => sign.mockRestore())
    await expect(receive(withProof({ points: rival.proof.points }))).rejects.toThrow()
    const failure = new Error('The disk is full.')
    const write = vi.spyOn(dao.prisma, '$queryRaw').mockRejectedValueOnce(failure)
    onTestFinished(() => write.mockRestore())
    await expect(receive(ballot)).rejects.toBe(failure)
    expect(sign).not.toHaveBeenCalled()
    expect((await receive(ballot)).status).toBe('received')
  })

  test('refuses another ballot of the same revision, and a lower revision', async () => {
    await receive(ballot)
    await expect(receive(rival)).rejects.toMatchObject({
      code: 'REVISION_NOT_HIGHER',
      details: { revision: 0, heldRevision: 0 },
    })
    await receive(changed)
    await expect(receive(ballot)).rejects.toMatchObject({ details: { heldRevision: 1 } })
  })

  test('accepts exactly one of several ballots of one revision that come at once', async () => {
    const given = [ballot, rival, ballot, rival, ballot, rival]
    const outcomes = await Promise.allSettled(given.map((each) => receive(each)))
    const refusals = outcomes.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []))
    expect(refusals.map(({ code }) => code)).toEqual(new Array(3).fill('REVISION_NOT_HIGHER'))
    const receipts = outcomes.flatMap((each) =>
      each.status === 'fulfilled' ? [each.value.receipt] : [],
    )
    expect(new Set(receipts.map(({ signature }) => signature)).size).toBe(1)
    expect(await dao.prisma.ballot.findMany()).toMatchObject([
      { votes: outcomes[0]?.status === 'fulfilled' ? ballot.votes : rival.votes },
    ])
  })

  test('takes the highest of several revisions that come at once', async () => {
    // What they must fit is known, so that neither waits for the chain while the other is taken.
    const entry = await dao.rules.read(proposalId)
    const rules = { read: async () => entry }
    const outcomes = await Promise.allSettled(
      [ballot, changed].map((each) => receiveBallot({ ...dao, rules, proposalId, ballot: each })),
    )
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'fulfilled'])
  })

  test('keeps what was replaced for as long as its minute lasts', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    onTestFinished(() => void vi.useRealTimers())
    await receive(ballot)
    await receive(changed)
    expect(await dao.prisma.ballot.findMany()).toMatchObject([{ priorRevision: null }])
    await dao.prisma.ballot.deleteMany()
    await receive(ballot)
    await dao.prisma.ballot.updateMany({ data: { receivedAt: new Date(0) } })
    await receive(changed)
    expect(await dao.prisma.ballot.findMany()).toMatchObject([
      { revision: 1, priorRevision: 0, priorVotes: ballot.votes },
    ])
  })

  test('refuses a revision that the governor counts already, cast without this server', async () => {
    await dao.prisma.countedBallot.create({
      data: { ...key(), revision: 1, words: ['0'], transaction, block: 1, logIndex: 0 },
    })
    for (const given of [ballot, changed]) {
      await expect(receive(given)).rejects.toMatchObject({ code: 'REVISION_NOT_HIGHER' })
    }
  })

  test('answers the receipt of a ballot that is counted', async () => {
    const { receipt } = await receive(ballot)
    const counted = { ...key(), revision: 0, words: ['1'], transaction, block: 1, logIndex: 0 }
    await dao.prisma.countedBallot.create({ data: counted })
    expect(await receive(ballot)).toMatchObject({ status: 'counted', transaction, receipt })
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

  test('refuses an open ballot on a proposal whose ballots are secret', async () => {
    const entry = await dao.rules.read(proposalId)
    const proposal = { ...entry.proposal, committee: `0x${'0a'.repeat(32)}` }
    const rules = { read: async () => ({ ...entry, proposal }) }
    await expect(receiveBallot({ ...dao, rules, proposalId, ballot })).rejects.toThrow(
      new BallotMalformedError({ reason: 'the proposal takes secret ballots only' }),
    )
    expect(await dao.prisma.ballot.count()).toBe(0)
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
    expect(await readStatus()).toMatchObject({
      status: 'refused',
      refusal: 'BALLOT_PROOF_INVALID',
    })
  })

  test('is refused when voting is over and it was not counted in time', async () => {
    await receive(ballot)
    const snapshot = await dao.node.send('evm_snapshot', [])
    onTestFinished(async () => {
      await dao.node.send('evm_revert', [snapshot])
      await dao.index()
    })
    await dao.moveClockTo((await dao.chain.now()) + VOTING_PERIOD + 1)
    // Until the end is indexed, it may have been counted.
    expect(await readStatus()).toMatchObject({ status: 'received', refusal: null })
    await dao.index()
    expect(await readStatus()).toMatchObject({ status: 'refused', refusal: 'VOTING_NOT_OPEN' })
  })

  test('is replaced by what came later, but counted until that is', async () => {
    await receive(ballot)
    await receive(changed)
    expect(await readStatus(0)).toMatchObject({ status: 'replaced', revision: 0, replacedBy: 1 })
    expect(await readStatus()).toMatchObject({ status: 'received', revision: 1, replacedBy: null })
    const counted = { ...key(), revision: 0, words: ['1'], transaction, block: 1, logIndex: 0 }
    await dao.prisma.countedBallot.create({ data: counted })
    expect(await readStatus(0)).toMatchObject({ status: 'counted', transaction, replacedBy: 1 })
    await expect(readStatus(2)).rejects.toThrow(BallotUnknownError)
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
