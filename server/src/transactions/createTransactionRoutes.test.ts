import {
  createIdentity,
  PersonhoodGovernor__factory,
  TooManyRequestsError,
  toContractBallot,
  type WireBallot,
} from '@psephos/lib'
import { id as hash } from 'ethers'
import pino from 'pino'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { receiveBallot } from '../ballots/receiveBallot.ts'
import type { RateLimits } from '../http/createRateLimits.ts'
import { settleBallots } from '../relay/settleBallots.ts'
import { proveTestBallot } from '../testing/proveTestBallot.ts'
import { serveTestSpace, type TestServer } from '../testing/serveTestSpace.ts'
import { startTestSpace, type TestSpace, VOTING_PERIOD } from '../testing/startTestSpace.ts'

const members = [1, 2, 3].map((index) =>
  createIdentity({ privateKey: new Uint8Array(32).fill(index) }),
)
const TITLE = 'Open'

let dao: TestSpace
let server: TestServer
let proposal: bigint

beforeAll(async () => {
  dao = await startTestSpace()
  server = await serveTestSpace(dao)
  for (const [index, identity] of members.entries()) await dao.enrol(identity, index + 1)
  proposal = await dao.openProposal({ title: TITLE, optionCount: 2 })
  await dao.index()
})
afterAll(async () => {
  await server?.close()
  await dao?.close()
})

function prove(index: number, votes: number[], revision = 0): Promise<WireBallot> {
  const identity = members[index]
  if (identity === undefined) throw new Error(`There is no member ${index}.`)
  const { space } = dao
  return proveTestBallot({ space, proposalId: proposal, members, identity, votes, revision })
}

async function settle(...ballots: WireBallot[]): Promise<void> {
  for (const ballot of ballots) await receiveBallot({ ...dao, proposalId: proposal, ballot })
  const held = await dao.prisma.ballot.findMany({ where: { transaction: null } })
  const logger = pino({ level: 'silent' })
  await settleBallots({ ...dao, logger, proposalId: String(proposal), ballots: held })
  await dao.settled()
}

/** Queues or executes, as anybody may. */
async function run(step: 'queue' | 'execute'): Promise<void> {
  const governor = PersonhoodGovernor__factory.connect(dao.space.governor, dao.account)
  const { description } = await dao.prisma.proposal.findFirstOrThrow()
  await (await governor[step]([dao.space.timelock], [0n], ['0x'], hash(description))).wait()
  await dao.index()
}

const list = (more: { cursor?: string; limit?: number } = {}) =>
  server.client.listTransactions({ proposal, ...more })
/** Answers are good for a second. */
const waitUntil = (condition: (answer: Awaited<ReturnType<typeof list>>) => boolean) =>
  expect.poll(async () => condition(await list()), { timeout: 5_000 }).toBe(true)

describe('the list of a proposal’s transactions', () => {
  test('begins with the one that published it', async () => {
    const account = (await dao.account.getAddress()).toLowerCase()
    const { steps, settlements, settlementCount } = await list()
    expect(steps).toMatchObject([{ step: 'created', sender: account }])
    const [created] = steps
    const block = await dao.node.getBlock(created?.block ?? -1)
    expect(block?.transactions).toContain(created?.transaction)
    expect(created?.at).toBe(block?.timestamp)
    expect([settlements, settlementCount]).toEqual([[], 0])
  })

  test('tells who brought how many ballots, and pages through them', async () => {
    await settle(await prove(0, [3, -4]), await prove(1, [1, 1]))
    const governor = dao.chain.governor(dao.space).connect(dao.account)
    const direct = toContractBallot({ ballot: await prove(2, [0, 5]), replacedWords: [] })
    await (await governor.castBallot(proposal, direct)).wait()
    await settle(await prove(0, [1, 0], 1))
    await waitUntil(({ settlementCount }) => settlementCount === 3)

    const { settlements, next } = await list()
    const relay = dao.relay.address.toLowerCase()
    const account = (await dao.account.getAddress()).toLowerCase()
    // One of the two that came first was replaced since.
    expect(settlements.map(({ sender, ballots }) => [sender, ballots])).toEqual([
      [relay, 1],
      [account, 1],
      [relay, 2],
    ])
    expect(settlements.every(({ at }) => at !== null && at > 0)).toBe(true)
    expect(next).toBeUndefined()

    const first = await list({ limit: 2 })
    expect(first.settlements).toEqual(settlements.slice(0, 2))
    expect(first.steps).toHaveLength(1)
    const second = await list({ limit: 2, cursor: first.next ?? '' })
    expect(second).toMatchObject({ settlements: settlements.slice(2), settlementCount: 3 })
    expect(second.next).toBeUndefined()
  })

  test('asks the node once for each, at the cost of whoever asks first', async () => {
    const admit = vi.fn<RateLimits['admit']>(async () => undefined)
    const limits: RateLimits = { admit, blame: async () => undefined }
    const other = await serveTestSpace(dao, { limits })
    const asked: (number | undefined)[] = []
    admit.mockImplementation(async (kind, _address, questions) => {
      if (kind === 'chain' && asked.push(questions) === 1)
        throw new TooManyRequestsError({ retryAfter: 60 })
    })
    try {
      const read = (limit: number) => other.client.listTransactions({ proposal, limit })
      await expect(read(2)).rejects.toMatchObject({ code: 'TOO_MANY_REQUESTS' })
      // Of the one that published it and two that brought ballots, then of the third.
      for (const limit of [2, 2, 3, 3]) await read(limit)
      expect(asked).toEqual([6, 6, 2])
    } finally {
      await other.close()
    }
  })

  test('goes on with queueing and execution', async () => {
    await dao.moveClockTo((await dao.chain.now()) + VOTING_PERIOD + 1)
    await run('queue')
    await dao.moveClockTo((await dao.chain.now()) + 61)
    await run('execute')
    await waitUntil(({ steps }) => steps.length === 3)
    const { steps } = await list()
    expect(steps.map(({ step }) => step)).toEqual(['created', 'queued', 'executed'])
    expect((steps[2]?.at ?? 0) - (steps[1]?.at ?? 0)).toBeGreaterThanOrEqual(60)
  })

  test('refuses a cursor of another list, and a proposal that is nobody’s', async () => {
    const cursor = Buffer.from('["members",0]').toString('base64url')
    await expect(list({ cursor })).rejects.toMatchObject({ code: 'REQUEST_MALFORMED' })
    await expect(server.client.listTransactions({ proposal: 12n })).rejects.toMatchObject({
      code: 'PROPOSAL_UNKNOWN',
    })
  })
})
