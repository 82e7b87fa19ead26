import { createIdentity } from '@psephos/lib'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { receiveBallot } from '../ballots/receiveBallot.ts'
import { proveTestBallot } from '../testing/proveTestBallot.ts'
import { startTestSpace, type TestSpace } from '../testing/startTestSpace.ts'
import { startSpaceWorker } from './startSpaceWorker.ts'

/** As soon as there is a ballot, it is brought. */
const rules = { whenWaiting: 1, afterSeconds: 0, beforeClose: 0, batchSize: 9 }
const logger = pino({ level: 'silent' })
const members = [1, 2, 3].map((index) =>
  createIdentity({ privateKey: new Uint8Array(32).fill(index) }),
)

let dao: TestSpace
let proposalId: bigint

beforeAll(async () => {
  dao = await startTestSpace()
  for (const [index, identity] of members.entries()) await dao.enrol(identity, index + 1)
  proposalId = await dao.openProposal({ title: 'Open', optionCount: 2 })
  await dao.index()
  const [identity] = members
  if (identity === undefined) throw new Error('There are no members.')
  const proving = { space: dao.space, proposalId, members, identity }
  const ballot = await proveTestBallot({ ...proving, votes: [3, -4] })
  await receiveBallot({ ...dao, proposalId, ballot })
})
afterAll(() => dao.close())

/** Has a worker do one round after another until the chain is as it is to be. */
async function workUntil(isReached: () => Promise<boolean>): Promise<void> {
  const worker = startSpaceWorker({ ...dao, logger, rules, interval: 20 })
  try {
    await expect.poll(isReached, { timeout: 20_000 }).toBe(true)
  } finally {
    await worker.stop()
  }
}

const readVoters = async () =>
  Number((await dao.chain.governor(dao.space).proposalTally(proposalId)).voters)
const isCounted = async () => (await dao.prisma.countedBallot.count()) === 1

describe('startSpaceWorker', () => {
  test('pays once for a ballot that a reorganisation unmined', async () => {
    const fork = await dao.node.send('evm_snapshot', [])
    await workUntil(async () => (await isCounted()) && (await readVoters()) === 1)
    const ended = { where: { state: 'MINED' } } as const
    await workUntil(async () => (await dao.prisma.relayTransaction.count(ended)) === 1)

    await dao.node.send('evm_revert', [fork])
    await dao.node.send('evm_mine', [])
    expect(await readVoters()).toBe(0)
    await workUntil(async () => (await isCounted()) && (await readVoters()) === 1)
    expect(await dao.prisma.relayTransaction.count()).toBe(1)
    const governor = dao.chain.governor(dao.space)
    expect(await governor.queryFilter(governor.filters.BallotSkipped())).toEqual([])
    expect(await dao.node.getTransactionCount(dao.outbox.account, 'latest')).toBe(1)
  })

  test('follows the chain while its transactions cannot be looked after', async () => {
    const follow = vi.spyOn(dao.outbox, 'follow').mockRejectedValue(new Error('It is away.'))
    onTestFinished(() => follow.mockRestore())
    const known = await dao.prisma.proposal.count()
    await dao.openProposal({ title: 'Meanwhile', optionCount: 1 })
    await workUntil(async () => (await dao.prisma.proposal.count()) === known + 1)
    expect(follow).toHaveBeenCalled()
  })
})
