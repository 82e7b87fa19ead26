import { createIdentity, PersonhoodGovernor__factory } from '@psephos/lib'
import { AbiCoder, concat, dataSlice, makeError } from 'ethers'
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { startTestSpace, type TestSpace } from '../testing/startTestSpace.ts'
import { indexSpace } from './indexSpace.ts'

const identities = [1, 2, 3, 4].map((index) =>
  createIdentity({ privateKey: new Uint8Array(32).fill(index) }),
)
const [first, second, third, fourth] = identities as [
  (typeof identities)[0],
  (typeof identities)[0],
  (typeof identities)[0],
  (typeof identities)[0],
]

let dao: TestSpace
let snapshot: string

beforeAll(async () => {
  dao = await startTestSpace()
  await dao.enrol(first, 1)
  await dao.openProposal({ title: 'First', optionCount: 2 })
})
afterAll(() => dao.close())

beforeEach(async () => {
  if (snapshot !== undefined) await dao.node.send('evm_revert', [snapshot])
  snapshot = await dao.node.send('evm_snapshot', [])
  const { id } = dao.space
  await dao.prisma.$transaction([
    dao.prisma.groupChange.deleteMany(),
    dao.prisma.proposal.deleteMany(),
    dao.prisma.indexedBlock.deleteMany(),
    dao.prisma.space.update({ where: { id }, data: { indexedBlock: null, indexedHash: null } }),
  ])
})

/** What is written when everything is read from nothing, and nothing else was written before. */
async function rebuild() {
  await dao.prisma.groupChange.deleteMany()
  await dao.prisma.proposal.deleteMany()
  await dao.prisma.indexedBlock.deleteMany()
  await dao.prisma.space.updateMany({ data: { indexedBlock: null, indexedHash: null } })
  await dao.index()
  return readIndex()
}

/** From which blocks on the node was asked for events. */
function watchReads(): () => number[] {
  const getLogs = vi.spyOn(dao.chain.provider, 'getLogs')
  onTestFinished(() => getLogs.mockRestore())
  return () =>
    getLogs.mock.calls.map(([filter]) => ('fromBlock' in filter ? Number(filter.fromBlock) : -1))
}

/** All that is indexed, and up to where. */
async function readIndex() {
  const { prisma, space } = dao
  const [changes, proposals, steps, counted, { indexedBlock, indexedHash }] = await Promise.all([
    prisma.groupChange.findMany({ orderBy: [{ block: 'asc' }, { logIndex: 'asc' }] }),
    prisma.proposal.findMany({
      omit: { changes: true },
      orderBy: [{ block: 'asc' }, { logIndex: 'asc' }],
    }),
    prisma.proposalStep.findMany({ orderBy: [{ block: 'asc' }, { logIndex: 'asc' }] }),
    prisma.countedBallot.findMany({ orderBy: { nullifier: 'asc' } }),
    prisma.space.findUniqueOrThrow({ where: { id: space.id } }),
  ])
  return { changes, proposals, steps, counted, indexedBlock, indexedHash }
}

const commitments = async () => (await readIndex()).changes.map(({ commitment }) => commitment)

describe('indexSpace', () => {
  test('writes the changes of the group and proposals up to the latest block', async () => {
    const block = await dao.index()
    const { changes, proposals, indexedBlock } = await readIndex()
    expect(indexedBlock).toBe(block)
    expect(changes).toMatchObject([
      {
        index: 0,
        commitment: String(first.commitment),
        root: String(await dao.chain.group(dao.space).root()),
      },
    ])
    expect(proposals).toMatchObject([{ optionCount: 2, voiceCredits: 100, maxWinners: 0 }])
  })

  test('writes every change of the group, in the order of the chain', async () => {
    await dao.enrolMany([
      [second, 2],
      [third, 3],
    ])
    await dao.rotate({ members: [first, second, third], index: 1, identity: fourth, person: 2 })
    await dao.index()
    const { changes } = await readIndex()
    expect(changes.map(({ index, commitment }) => [index, commitment])).toEqual(
      [[0, first] as const, [1, second] as const, [2, third] as const, [1, fourth] as const].map(
        ([index, { commitment }]) => [index, String(commitment)],
      ),
    )
    const [, inBatch, lastOfBatch, rotated] = changes
    expect(inBatch?.root).toBe(lastOfBatch?.root)
    expect(rotated?.root).toBe(String(await dao.chain.group(dao.space).root()))
  })

  test('goes on where it stopped', async () => {
    await dao.index()
    await dao.enrol(second, 2)
    await dao.index()
    await dao.index()
    expect(await commitments()).toEqual([first, second].map((each) => String(each.commitment)))
  })

  test('comes to the same state in one run as in many', async () => {
    await dao.index()
    await dao.enrol(second, 2)
    await dao.index()
    await dao.openProposal({ title: 'Second', optionCount: 1 })
    await dao.index()
    const bit = await readIndex()
    expect(await rebuild()).toEqual(bit)
  })

  test('takes back only what a reorganisation has unmined, and then has what a rebuild has', async () => {
    await dao.index()
    await dao.enrol(second, 2)
    const shared = await dao.index()
    const fork = await dao.node.send('evm_snapshot', [])
    await dao.enrol(third, 3)
    await dao.openProposal({ title: 'Unmined', optionCount: 1 })
    await dao.index()
    await dao.node.send('evm_revert', [fork])
    await dao.enrol(fourth, 4)
    await dao.openProposal({ title: 'Mined instead', optionCount: 1 })
    const reads = watchReads()
    await dao.index()
    expect(Math.min(...reads())).toBe(shared + 1)
    expect(await commitments()).toEqual(
      [first, second, fourth].map((each) => String(each.commitment)),
    )
    const followed = await readIndex()
    expect(followed.proposals.map(({ description }) => description.split('\n')[0])).toEqual([
      'First',
      'Mined instead',
    ])
    expect(followed.steps).toHaveLength(2)
    expect(await rebuild()).toEqual(followed)
  })

  test('counts what becomes known of a proposal, and what is taken back', async () => {
    const count = () => dao.prisma.proposal.findMany({ select: { changes: true } })
    await dao.index()
    expect(await count()).toEqual([{ changes: 1 }])
    const fork = await dao.node.send('evm_snapshot', [])
    await dao.enrol(second, 2)
    await dao.index()
    expect(await count()).toEqual([{ changes: 1 }])
    await dao.node.send('evm_revert', [fork])
    await dao.index()
    expect(await count()).toEqual([{ changes: 2 }])
  })

  test('reads all of it again when no block that it remembers is the chain’s', async () => {
    const fork = await dao.node.send('evm_snapshot', [])
    await dao.enrol(second, 2)
    await dao.index()
    await dao.node.send('evm_revert', [fork])
    await dao.enrol(third, 3)
    await dao.enrol(fourth, 4)
    const reads = watchReads()
    await dao.index()
    expect(Math.min(...reads())).toBe(dao.space.deploymentBlock)
    expect(await commitments()).toEqual(
      [first, third, fourth].map((each) => String(each.commitment)),
    )
  })

  test('writes everything once when several do it at the same time', async () => {
    await dao.enrol(second, 2)
    await Promise.all([dao.index(), dao.index(), dao.index()])
    const together = await readIndex()
    expect(together.changes).toHaveLength(2)
    expect(await rebuild()).toEqual(together)
  })

  test('asks a node for no more blocks at once than it gives', async () => {
    await dao.enrol(second, 2)
    const { provider } = dao.chain
    const ask = provider.getLogs.bind(provider)
    const asked: number[] = []
    const getLogs = vi.spyOn(provider, 'getLogs').mockImplementation(async (filter) => {
      const { fromBlock, toBlock } = filter as { fromBlock: number; toBlock: number }
      asked.push(toBlock - fromBlock + 1)
      if (toBlock - fromBlock >= 5)
        throw makeError('could not coalesce error', 'UNKNOWN_ERROR', {
          error: { code: -32_005, message: 'query returned more than 10000 results' },
        })
      return ask(filter)
    })
    onTestFinished(() => getLogs.mockRestore())
    await dao.index()
    expect(await commitments()).toEqual([first, second].map((each) => String(each.commitment)))
    expect(asked.filter((size) => size > 5).length).toBeLessThan(asked.length / 2)
  })

  test('reads what the chain has instead when it has another history', async () => {
    const fork = await dao.node.send('evm_snapshot', [])
    await dao.enrol(second, 2)
    await dao.index()
    await dao.node.send('evm_revert', [fork])
    await dao.enrol(third, 3)
    await dao.index()
    expect(await commitments()).toEqual([first, third].map((each) => String(each.commitment)))
  })

  test('takes back what is not there any more when the chain is shorter than it was', async () => {
    const fork = await dao.node.send('evm_snapshot', [])
    await dao.enrol(second, 2)
    await dao.index()
    await dao.node.send('evm_revert', [fork])
    await dao.index()
    expect(await commitments()).toEqual([String(first.commitment)])
  })

  test('does not mix two histories when the chain turns while it reads', async () => {
    const fork = await dao.node.send('evm_snapshot', [])
    await dao.enrol(second, 2)
    await dao.index()
    await dao.enrol(third, 3)
    // The chain turns after its latest block was asked for, and before its events are.
    const { provider } = dao.chain
    const getBlockNumber = vi.spyOn(provider, 'getBlockNumber').mockImplementation(async () => {
      getBlockNumber.mockRestore()
      const latest = await provider.getBlockNumber()
      const getBlock = vi.spyOn(provider, 'getBlock').mockImplementation(async (tag) => {
        getBlock.mockRestore()
        const parent = await provider.getBlock(tag)
        await dao.node.send('evm_revert', [fork])
        await dao.enrol(fourth, 4)
        await dao.node.send('evm_mine', [])
        return parent
      })
      return latest
    })
    await dao.index()
    await dao.index()
    expect(await commitments()).toEqual([first, fourth].map((each) => String(each.commitment)))
  })

  test('loses nothing when it is stopped in the middle', async () => {
    await dao.enrol(second, 2)
    const broken = dao.prisma.$extends({
      query: {
        proposal: {
          createMany: async () => {
            throw new Error('stopped')
          },
        },
      },
    })
    const prisma = broken as unknown as TestSpace['prisma']
    await expect(indexSpace({ ...dao, prisma })).rejects.toThrow('stopped')
    expect(await readIndex()).toMatchObject({ changes: [], proposals: [], indexedBlock: null })
    await dao.index()
    const { changes, proposals } = await readIndex()
    expect([changes.length, proposals.length]).toEqual([2, 1])
  })

  test.each([
    ['bytes that are no text', '0xff00fe'],
    ['a character that PostgreSQL cannot hold', '0x610062'],
  ])('is not stopped by a proposal with %s', async (_case, description) => {
    const governor = PersonhoodGovernor__factory.connect(dao.space.governor, dao.account)
    const call = governor.interface.encodeFunctionData('propose', [[], [], [], ''])
    const { timelock } = dao.space
    const types = ['address[]', 'uint256[]', 'bytes[]', 'bytes']
    const parameters = AbiCoder.defaultAbiCoder().encode(types, [
      [timelock],
      [0],
      ['0x'],
      description,
    ])
    const data = concat([dataSlice(call, 0, 4), parameters])
    await (await dao.account.sendTransaction({ to: dao.space.governor, data })).wait()
    await dao.enrol(second, 2)
    await dao.index()
    const { changes, proposals } = await readIndex()
    expect([changes.length, proposals.length]).toEqual([2, 2])
    expect(proposals.at(-1)?.description).toContain('\uFFFD')
    expect(proposals.at(-1)?.cid).toBeNull()
  })
})
