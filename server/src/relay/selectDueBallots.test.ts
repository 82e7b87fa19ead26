import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Database } from '../storage/openDatabase.ts'
import { databaseKinds, openTestDatabase } from '../testing/openTestDatabase.ts'
import { type SettlementRules, selectDueBallots } from './selectDueBallots.ts'

const CHAIN_NOW = 1_000_000
const NOW = 1_800_000_000
const rules = { whenWaiting: 3, afterSeconds: 60, beforeClose: 100, batchSize: 4 }
const space = { id: 'garden' }

let database: Database

describe.each(databaseKinds)('selectDueBallots on %s', (kind) => {
  beforeAll(async () => {
    database = await openTestDatabase(kind)
    const addresses = { governor: '0x1', group: '0x2', issuer: '0x3', timelock: '0x4' }
    const data = { ...space, ...addresses, name: 'Garden', chainId: 1, deploymentBlock: 0 }
    await database.prisma.space.create({ data })
  })
  afterAll(() => database.close())
  beforeEach(async () => {
    await database.prisma.ballot.deleteMany()
    await database.prisma.proposal.deleteMany()
  })

  test('leaves ballots that are few, young and far from the end', async () => {
    await writeProposal('p')
    await writeProposal('empty')
    await writeBallots('p', 59, 0)
    expect(await select()).toEqual([])
  })

  test('selects once enough ballots wait', async () => {
    await writeProposal('p')
    await writeBallots('p', 2, 1, 0)
    expect(await select()).toEqual([['p', ['7', '8', '9']]])
  })

  test('selects once one has waited long enough, and the others with it', async () => {
    await writeProposal('p')
    await writeBallots('p', 60, 0)
    expect(await select()).toEqual([['p', ['8', '9']]])
  })

  test('selects shortly before voting closes', async () => {
    await writeProposal('early', { deadline: CHAIN_NOW + 101 })
    await writeProposal('late', { deadline: CHAIN_NOW + 100 })
    await writeBallots('early', 0)
    await writeBallots('late', 0)
    expect(await select()).toEqual([['late', ['9']]])
  })

  test('takes the oldest first of too many, in an order that does not say who came first', async () => {
    await writeProposal('p')
    await writeBallots('p', 90, 80, 70, 60, 50, 40)
    expect(await select()).toEqual([
      ['p', ['6', '7', '8', '9']],
      ['p', ['4', '5']],
    ])
  })

  test('takes no more than fit a transaction where there are many options', async () => {
    await writeProposal('p', { optionCount: 128 })
    const data = Array.from({ length: 60 }, (_, index) => ({
      spaceId: space.id,
      proposalId: 'p',
      nullifier: String(index),
      revision: 0,
      votes: [1],
      points: [],
      receivedAt: new Date(0),
    }))
    await database.prisma.ballot.createMany({ data })
    const batches = await select({ batchSize: 128 })
    expect(batches.map(([, selected]) => selected?.length)).toEqual([55, 5])
  })

  test('passes over proposals that are not open', async () => {
    await writeProposal('future', { snapshot: CHAIN_NOW })
    await writeProposal('past', { deadline: CHAIN_NOW })
    await writeBallots('future', 900)
    await writeBallots('past', 900)
    expect(await select()).toEqual([])
  })

  test('passes over what is counted or refused, but not over a change of mind', async () => {
    await writeProposal('p')
    await writeBallots('p', 900, 900, 900, 900)
    await count('9', 1)
    await count('8', 2)
    await count('7', 0)
    const where = { nullifier: '6' }
    await database.prisma.ballot.updateMany({ where, data: { refusal: 'BALLOT_PROOF_INVALID' } })
    expect(await select()).toEqual([['p', ['7']]])
  })

  test('acts later than the rules say by what its account makes of a proposal, and in time', async () => {
    await writeProposal('p')
    await writeBallots('p', 60)
    const delayOf = async (account: string): Promise<number> => {
      for (let delay = 0; ; delay++) {
        await database.prisma.ballot.updateMany({
          data: { receivedAt: new Date((NOW - 60 - delay) * 1_000) },
        })
        if ((await select({ jitter: 5 }, account)).length > 0) return delay
      }
    }
    const delays = [await delayOf('0xa'), await delayOf('0xb'), await delayOf('0xc')]
    expect(new Set(delays).size).toBe(3)
    expect(Math.max(...delays)).toBeLessThan(5)
    // However large the jitter, half of the time before the end is left.
    await database.prisma.ballot.updateMany({ data: { receivedAt: new Date(NOW * 1_000) } })
    await database.prisma.proposal.updateMany({ data: { deadline: CHAIN_NOW + 50 } })
    expect(await select({ jitter: 10_000 }, '0xa')).toHaveLength(1)
  })

  test('passes over what a pending transaction carries', async () => {
    await writeProposal('p')
    await writeBallots('p', 900, 900)
    await database.prisma.relayTransaction.create({
      data: { ...pending, claims: { create: { key: 'ballot/garden/p/9/1' } } },
    })
    expect(await select()).toEqual([['p', ['8']]])
    await database.prisma.relayTransaction.deleteMany()
    expect(await select()).toEqual([['p', ['8', '9']]])
  })

  test('selects again what a lost transaction carried', async () => {
    await writeProposal('p')
    await writeBallots('p', 900)
    await database.prisma.ballot.updateMany({ data: { transaction: '0xlost' } })
    expect(await select()).toEqual([['p', ['9']]])
  })
})

async function writeProposal(id: string, changed = {}): Promise<void> {
  const data = {
    id,
    spaceId: space.id,
    block: 1,
    logIndex: 0,
    proposer: '0x5',
    description: 'Proposal',
    snapshot: CHAIN_NOW - 1,
    deadline: CHAIN_NOW + 10_000,
    optionCount: 1,
    maxWinners: 0,
    voiceCredits: 100,
    ...changed,
  }
  await database.prisma.proposal.create({ data })
}

const pending = {
  id: 'pending',
  chainId: 1,
  account: '0x6',
  nonce: 0,
  spaceId: space.id,
  purpose: 'ballots',
  raw: '0x',
  gasLimit: '1',
  maxFeePerGas: '1',
  maxPriorityFeePerGas: '1',
  reserved: '1',
  createdAt: new Date(),
  pricedAt: new Date(),
}

/** Writes ballots that have waited so many seconds. */
async function writeBallots(proposalId: string, ...waited: number[]): Promise<void> {
  const data = waited.map((seconds, index) => ({
    spaceId: space.id,
    proposalId,
    // The oldest first, and their nullifiers the other way round.
    nullifier: String(9 - index),
    revision: 1,
    votes: [1],
    points: [],
    receivedAt: new Date((NOW - seconds) * 1_000),
  }))
  await database.prisma.ballot.createMany({ data })
}

async function select(changed: Partial<SettlementRules> = {}, account = '0x6') {
  const { prisma } = database
  const given = { ...rules, ...changed }
  const due = await selectDueBallots({
    prisma,
    space,
    rules: given,
    chainNow: CHAIN_NOW,
    now: NOW,
    account,
  })
  return due.map(({ proposalId, ballots }) => [
    proposalId,
    ballots.map(({ nullifier }) => nullifier),
  ])
}

const count = (nullifier: string, revision: number) =>
  database.prisma.countedBallot.create({
    data: {
      spaceId: space.id,
      proposalId: 'p',
      nullifier,
      revision,
      words: [],
      transaction: '0x',
      block: 1,
      logIndex: 0,
    },
  })
