import { createIdentity, encodeEncryptedVotes, type WireSecretBallot } from '@psephos/lib'
import { pino } from 'pino'
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { readBallotStatus } from '../ballots/readBallotStatus.ts'
import { receiveSecretBallot } from '../ballots/receiveSecretBallot.ts'
import type { Prisma } from '../generated/prisma/client.ts'
import { readProposal } from '../proposals/readProposals.ts'
import { proveSecretTestBallot } from '../testing/proveSecretTestBallot.ts'
import { startTestSpace, type TestSpace } from '../testing/startTestSpace.ts'
import { getBatchGas } from './getBatchGas.ts'
import { selectDueBallots } from './selectDueBallots.ts'
import { settleBallots } from './settleBallots.ts'
import { startSpaceWorker } from './startSpaceWorker.ts'

const OPTIONS = 4
/** No element of the field. */
const MOST = String((1n << 256n) - 1n)
const members = [1, 2].map((index) =>
  createIdentity({ privateKey: new Uint8Array(32).fill(index) }),
) as [ReturnType<typeof createIdentity>, ReturnType<typeof createIdentity>]
const logger = pino({ level: 'silent' })

let dao: TestSpace
let proposalId: bigint
let ballots: [WireSecretBallot, WireSecretBallot]
/** The first one thinks again. */
let changed: WireSecretBallot
let snapshot: string

beforeAll(async () => {
  dao = await startTestSpace('pglite', { secret: true })
  for (const [index, identity] of members.entries()) await dao.enrol(identity, index + 1)
  proposalId = await dao.openProposal({ title: 'Secret', optionCount: OPTIONS, secret: true })
  const [first, second] = members
  const prove = (identity: typeof first, votes: number[], revision = 0) =>
    proveSecretTestBallot({ dao, proposalId, members, identity, votes, revision })
  ballots = [await prove(first, [3, -4, 0, 0]), await prove(second, [1, 1, -1, 1])]
  changed = await prove(first, [1, 0, -5, 0], 1)
})
afterAll(() => dao.close())

beforeEach(async () => {
  if (snapshot !== undefined) await dao.node.send('evm_revert', [snapshot])
  snapshot = await dao.node.send('evm_snapshot', [])
  await dao.prisma.ballot.deleteMany()
  await dao.prisma.relayTransaction.deleteMany()
  await dao.index()
})

async function receive(...given: readonly WireSecretBallot[]): Promise<void> {
  for (const ballot of given) await receiveSecretBallot({ ...dao, proposalId, ballot })
}

/** Sends what is held, without waiting for it to be mined. */
async function send(): Promise<void> {
  const held = await dao.prisma.ballot.findMany({ orderBy: { nullifier: 'asc' } })
  await settleBallots({ ...dao, logger, proposalId: String(proposalId), ballots: held })
}

async function settle(): Promise<void> {
  await send()
  await dao.settled()
}

async function openBox() {
  const found = await dao.chain.box(dao.space)
  if (found === null) throw new Error('There is no box.')
  return found.box
}

const readVoters = async () =>
  (await (await openBox()).electionOf(dao.space.governor, proposalId)).voters
const readCounted = () => dao.prisma.countedBallot.findMany({ orderBy: { nullifier: 'asc' } })
const readStatus = ({ proof }: WireSecretBallot) =>
  readBallotStatus({ ...dao, proposalId, nullifier: proof.nullifier })
const words = ({ encrypted }: WireSecretBallot) => encodeEncryptedVotes(encrypted).map(String)
const readNonce = () => dao.node.getTransactionCount(dao.outbox.account, 'latest')

async function readGasUsed(): Promise<number> {
  const [latest] = await dao.prisma.relayTransaction.findMany({
    orderBy: { nonce: 'desc' },
    take: 1,
  })
  const receipt = await dao.node.getTransactionReceipt(latest?.minedHash ?? '')
  return Number(receipt?.gasUsed)
}

const select = () =>
  selectDueBallots({
    ...dao,
    rules: { whenWaiting: 1, afterSeconds: 0, beforeClose: 0, batchSize: 9 },
    chainNow: Math.floor(Date.now() / 1_000) + 60,
    now: Date.now() / 1_000,
    account: dao.outbox.account,
  })

describe('settleBallots of secret ballots', () => {
  test('has the box count a batch in one transaction, then a ballot that replaces one', async () => {
    await receive(...ballots)
    const before = await readNonce()
    await settle()
    expect(await readNonce()).toBe(before + 1)
    expect(await readVoters()).toBe(2n)
    const gas = { optionCount: OPTIONS, isSecret: true }
    expect(await readGasUsed()).toBeLessThan(getBatchGas({ ...gas, ballots: 2 }))
    expect(await readStatus(ballots[0])).toMatchObject({ status: 'counted', revision: 0 })
    expect((await readCounted()).map((row) => row.words)).toEqual(
      ballots
        .toSorted((a, b) => (String(a.proof.nullifier) < String(b.proof.nullifier) ? -1 : 1))
        .map(words),
    )
    const { settled } = (await dao.results.read(proposalId)).results
    expect(settled).toMatchObject({ voters: 2, turnout: 1 })
    // The governor itself says 0 until it is brought the totals.
    expect(await readProposal(dao, proposalId)).toMatchObject({
      ...{ state: 'active', received: 2 },
      settled: { ballots: 2, passing: new Array(OPTIONS).fill(false) },
    })

    await receive(changed)
    await settle()
    expect(await readVoters()).toBe(2n)
    expect(await readGasUsed()).toBeLessThan(getBatchGas({ ...gas, ballots: 1 }))
    expect(await readStatus(changed)).toMatchObject({ status: 'counted', revision: 1 })
    const { revision } = await (await openBox()).secretBallotOf(
      dao.space.governor,
      proposalId,
      changed.proof.nullifier,
    )
    expect(revision).toBe(1n)
    // Nothing is left to be brought.
    await settle()
    expect(await readNonce()).toBe(before + 2)
  })

  test.each<[string, () => Prisma.BallotUpdateManyMutationInput]>([
    ['BALLOT_PROOF_INVALID', () => ({ points: ballots[1].proof.points.map(String) })],
    ['BALLOT_PROOF_INVALID', () => ({ encrypted: words(changed) })],
    ['FIELD_ELEMENT_OUT_OF_RANGE', () => ({ encrypted: words(changed).with(0, MOST) })],
    ['BALLOT_MALFORMED', () => ({ encrypted: words(changed).slice(2) })],
  ])(
    'marks a ballot that a bad disk spoilt with %s, and has the others counted',
    async (refusal, spoil) => {
      await receive(...ballots)
      const [bad] = ballots
      await dao.prisma.ballot.updateMany({
        where: { nullifier: String(bad.proof.nullifier) },
        data: spoil(),
      })
      await settle()
      expect(await readVoters()).toBe(1n)
      expect(await readStatus(bad)).toMatchObject({ status: 'refused', refusal })
    },
  )

  test('does not pay for a ballot whose replaced points it does not know', async () => {
    await receive(...ballots)
    await settle()
    await dao.prisma.countedBallot.updateMany({ data: { words: words(changed) } })
    await receive(changed)
    const before = await readNonce()
    await settle()
    expect(await readNonce()).toBe(before)
    expect(await readStatus(changed)).toMatchObject({ status: 'received' })
  })

  test('has ballots due again, and a replaced one counted, when a reorganisation unmines what came after', async () => {
    await receive(...ballots)
    await settle()
    const before = await readCounted()
    const fork = await dao.node.send('evm_snapshot', [])
    await receive(changed)
    await settle()
    expect(await dao.prisma.replacedBallot.count()).toBe(1)
    await dao.node.send('evm_revert', [fork])
    await dao.node.send('evm_mine', [])
    await dao.index()
    expect(await readCounted()).toEqual(before)
    expect(await dao.prisma.replacedBallot.count()).toBe(0)
    expect(await select()).toMatchObject([{ ballots: [{ revision: 1 }] }])
    await dao.outbox.follow()
    await dao.settled()
    expect(await readStatus(changed)).toMatchObject({ status: 'counted', revision: 1 })
  })

  test('is not kept from other proposals by one that cannot be settled, or is cancelled', async () => {
    await receive(...ballots)
    const { id, createdAt, ...held } = {
      ...(await dao.prisma.proposal.findFirstOrThrow()),
      createdAt: 0,
    }
    // Comes first, and no chain knows it.
    await dao.prisma.proposal.create({ data: { ...held, id: '1', cid: null } })
    const [ballot] = await dao.prisma.ballot.findMany({ take: 1 })
    if (ballot === undefined) throw new Error('There is a ballot.')
    await dao.prisma.ballot.create({ data: { ...ballot, proposalId: '1' } })
    onTestFinished(async () => void (await dao.prisma.proposal.deleteMany({ where: { id: '1' } })))
    expect((await select()).map(({ proposalId }) => proposalId)).toEqual(['1', id])
    const worker = startSpaceWorker({
      ...{ ...dao, logger, interval: 20 },
      rules: { whenWaiting: 1, afterSeconds: 0, beforeClose: 0, batchSize: 9 },
    })
    onTestFinished(() => worker.stop())
    await expect.poll(() => readVoters(), { timeout: 20_000 }).toBe(2n)
    await worker.stop()
    await dao.prisma.proposalStep.create({
      data: {
        ...{ spaceId: dao.space.id, proposalId: '1', step: 'canceled' },
        ...{ transaction: `0x${'ab'.repeat(32)}`, block: 0, logIndex: 0 },
      },
    })
    await dao.settled()
    expect(await select()).toEqual([])
  })
})
