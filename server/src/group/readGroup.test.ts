import {
  createGroup,
  createIdentity,
  type Identity,
  toContractBallot,
  verifyGroup,
} from '@psephos/lib'
import { isError } from 'ethers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { receiveBallot } from '../ballots/receiveBallot.ts'
import { nameChainFailure } from '../chain/nameChainFailure.ts'
import { createLogger } from '../createLogger.ts'
import { settleBallots } from '../relay/settleBallots.ts'
import { proveTestBallot } from '../testing/proveTestBallot.ts'
import { startTestSpace, type TestSpace } from '../testing/startTestSpace.ts'
import { createGroupStore } from './createGroupStore.ts'
import { readGroup } from './readGroup.ts'
import { readLeaves } from './readLeaves.ts'

const createPerson = (seed: number): Identity =>
  createIdentity({ privateKey: new Uint8Array(32).fill(seed) })
const [alice, bob, carol, dave] = [1, 2, 3, 4].map(createPerson) as [
  Identity,
  Identity,
  Identity,
  Identity,
]
const [secondAlice, thirdAlice] = [createPerson(5), createPerson(6)]

/** Who is in the group after each of the transactions below. */
const histories = {
  enrolled: [alice],
  batched: [alice, bob, carol],
  rotated: [secondAlice, bob, carol],
  grown: [secondAlice, bob, carol, dave],
  rotatedAgain: [thirdAlice, bob, carol, dave],
}

let dao: TestSpace
let older: bigint
let newer: bigint
beforeAll(async () => {
  dao = await startTestSpace()
  await dao.enrol(alice, 1)
  await dao.enrolMany([
    [bob, 2],
    [carol, 3],
  ])
  older = await dao.openProposal({ title: 'Older', optionCount: 1 })
  await dao.rotate({ members: histories.batched, index: 0, identity: secondAlice, person: 1 })
  await dao.enrol(dave, 4)
  newer = await dao.openProposal({ title: 'Newer', optionCount: 1 })
  await dao.rotate({ members: histories.grown, index: 0, identity: thirdAlice, person: 1 })
  await dao.index()
})
afterAll(() => dao.close())

const toMembers = (people: readonly Identity[]) => people.map(({ commitment }) => commitment)

const readElectorate = (proposalId: bigint) =>
  dao.chain.governor(dao.space).proposalElectorate(proposalId)

describe('readGroup', () => {
  test.each(Object.entries(histories))('gives the group as it stood when %s', async (_, people) => {
    const members = toMembers(people)
    const { root } = createGroup({ members })
    const { space } = dao
    const expected = { group: space.group, size: members.length, root, members }
    expect(await readGroup({ ...dao, root })).toEqual(expected)
  })

  test('gives the group as it is now, with the root on-chain', async () => {
    const { root, members } = await readGroup(dao)
    expect(root).toBe(await dao.chain.group(dao.space).root())
    expect(members).toEqual(toMembers(histories.rotatedAgain))
  })

  test("gives each proposal's electorate, before and after a rotation", async () => {
    const expected = [
      [older, histories.batched],
      [newer, histories.grown],
    ] as const
    for (const [proposalId, people] of expected) {
      const { root, size } = await readElectorate(proposalId)
      const group = await readGroup({ ...dao, root })
      expect(group.size).toBe(Number(size))
      expect(verifyGroup({ members: group.members, root }).members).toEqual(toMembers(people))
    }
  })

  test('gives the group without members for root 0, also of a group that has some', async () => {
    expect(await readGroup({ ...dao, root: 0n })).toMatchObject({ size: 0, root: 0n, members: [] })
  })

  test('refuses a root that the group never had, and that of another space', async () => {
    const space = { ...dao.space, id: 'other' }
    const { root } = await readGroup(dao)
    for (const given of [{ root: root + 1n }, { root, space }]) {
      await expect(readGroup({ ...dao, ...given })).rejects.toMatchObject({
        code: 'GROUP_ROOT_UNKNOWN',
      })
    }
  })
})

describe('readLeaves', () => {
  test.each(Object.entries(histories))(
    'gives the group in parts as it stood when %s',
    async (_, people) => {
      const members = toMembers(people)
      const { root } = createGroup({ members })
      for (const atOnce of [1, 2, members.length, 5]) {
        const parts = await collect(readLeaves({ ...dao, root, atOnce }))
        expect(parts.flat()).toEqual(members)
        expect(Math.max(...parts.map((part) => part.length))).toBeLessThanOrEqual(atOnce)
      }
    },
  )

  test('knows no group that never was, and nobody in the first', async () => {
    expect(await collect(readLeaves({ ...dao, root: 0n, atOnce: 2 }))).toEqual([])
    await expect(readLeaves({ ...dao, root: 1n, atOnce: 2 }).next()).rejects.toMatchObject({
      code: 'GROUP_ROOT_UNKNOWN',
    })
  })
})

describe('createGroupStore', () => {
  test('hashes the electorates of open proposals, each once', async () => {
    const groups = createGroupStore(dao)
    for (const proposalId of [older, newer]) {
      const { root } = await readElectorate(proposalId)
      const [group, again] = await Promise.all([
        groups.open(dao.space, root),
        groups.open(dao.space, root),
      ])
      expect(group.root).toBe(root)
      expect(again).toBe(group)
    }
  })

  test('hashes no group that nobody votes with, though the space had it', async () => {
    const groups = createGroupStore(dao)
    const electorate = await readElectorate(older)
    const kept = await groups.open(dao.space, electorate.root)
    const { root } = createGroup({ members: toMembers(histories.enrolled) })
    expect((await readGroup({ ...dao, root })).size).toBe(1)
    for (const given of [root, 0n, root + 1n, root + 2n]) {
      await expect(groups.open(dao.space, given)).rejects.toMatchObject({
        code: 'GROUP_ROOT_UNKNOWN',
      })
    }
    expect(await groups.open(dao.space, electorate.root)).toBe(kept)
  })
})

describe('an identity that was replaced', () => {
  test('still votes on a proposal from before, and its ballot counts', async () => {
    const { root } = await readElectorate(older)
    const { members } = await readGroup({ ...dao, root })
    const ballot = await prove(older, members, alice)
    await receiveBallot({ ...dao, proposalId: older, ballot })
    const logger = createLogger({ level: 'silent' })
    const ballots = await dao.prisma.ballot.findMany()
    await settleBallots({ ...dao, logger, proposalId: String(older), ballots })
    await dao.settled()
    const { voters, options } = await dao.chain.governor(dao.space).proposalTally(older)
    expect([voters, options[0]?.votesFor]).toEqual([1n, 5n])
  })

  test('makes no ballot for a later proposal, nor does the new one for an earlier', async () => {
    const current = await readGroup({ ...dao, root: (await readElectorate(newer)).root })
    const former = await readGroup({ ...dao, root: (await readElectorate(older)).root })
    const refusal = { code: 'NOT_A_MEMBER' }
    await expect(prove(newer, current.members, alice)).rejects.toMatchObject(refusal)
    await expect(prove(older, former.members, secondAlice)).rejects.toMatchObject(refusal)
  })

  test('is refused on a later proposal by the server and by the governor', async () => {
    const { root } = await readElectorate(newer)
    const ballot = await prove(newer, toMembers(histories.batched), alice)
    const receive = (merkleTreeRoot: bigint) =>
      receiveBallot({
        ...dao,
        proposalId: newer,
        ballot: { ...ballot, proof: { ...ballot.proof, merkleTreeRoot } },
      })
    await expect(receive(ballot.proof.merkleTreeRoot)).rejects.toMatchObject({
      code: 'BALLOT_SNAPSHOT_MISMATCH',
    })
    await expect(receive(root)).rejects.toMatchObject({ code: 'BALLOT_PROOF_INVALID' })
    const cast = dao.chain
      .governor(dao.space)
      .castBallot.staticCall(newer, toContractBallot({ ballot, replacedWords: [] }))
    const error: unknown = await cast.catch((reason: unknown) => reason)
    expect(isError(error, 'CALL_EXCEPTION')).toBe(true)
    expect(nameChainFailure(error, dao.chain.chainId)).toMatchObject({
      code: 'BALLOT_PROOF_INVALID',
    })
  })
})

function prove(proposalId: bigint, members: readonly bigint[], identity: Identity) {
  return proveTestBallot({
    space: dao.space,
    proposalId,
    members: members.map((commitment) => ({ commitment })),
    identity,
    votes: [5],
  })
}

async function collect(parts: AsyncIterable<bigint[]>): Promise<bigint[][]> {
  const collected: bigint[][] = []
  for await (const part of parts) collected.push(part)
  return collected
}
