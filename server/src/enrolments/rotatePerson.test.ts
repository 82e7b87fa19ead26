import { type Commitment, createIdentity, toCommitment, type WorldIdResult } from '@psephos/lib'
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { developmentRpId } from '../development/readDevelopmentKeys.ts'
import { getDevelopmentWorldIdUrls } from '../development/world-id/developmentWorldIdUrls.ts'
import { createLatestGroups, type LatestGroups } from '../group/createLatestGroups.ts'
import { createTurns } from '../relay/createTurns.ts'
import { mineUntil } from '../testing/mineUntil.ts'
import { proveTestPerson } from '../testing/proveTestPerson.ts'
import {
  type RunningDevelopmentWorldId,
  serveFileUrls,
  signingKey,
  startDevelopmentWorldId,
} from '../testing/startDevelopmentWorldId.ts'
import { startTestSpace, type TestSpace } from '../testing/startTestSpace.ts'
import { createEnrolmentRequest } from './createEnrolmentRequest.ts'
import { enrolPerson } from './enrolPerson.ts'
import { rotatePerson } from './rotatePerson.ts'

let dao: TestSpace
let worldId: RunningDevelopmentWorldId
let snapshot: string
let turns: ReturnType<typeof createTurns>
/** Kept all along: each test finds the tree of the one before. */
let groups: LatestGroups

/** Three people, of whom the second loses their identity. */
const people = [1, 2, 3].map((person) => [createIdentity(), person] as const)
const LOSER = 2

beforeAll(async () => {
  serveFileUrls()
  worldId = await startDevelopmentWorldId()
  dao = await startTestSpace()
  await dao.enrolMany(people)
  await dao.index()
  groups = createLatestGroups(dao.prisma)
})
afterAll(async () => {
  await worldId.close()
  await dao.close()
})
beforeEach(async () => {
  if (snapshot !== undefined) {
    await dao.node.send('evm_revert', [snapshot])
    // Other blocks than those that were taken back, so that the index sees it.
    await dao.node.send('evm_increaseTime', [60])
    await dao.node.send('evm_mine', [])
    await dao.index()
  }
  snapshot = await dao.node.send('evm_snapshot', [])
  await dao.prisma.worldIdRequest.deleteMany()
  await dao.prisma.relayTransaction.deleteMany()
  turns = createTurns()
})

const createCommitment = () => toCommitment(createIdentity().commitment)

async function prove(commitment: Commitment, person: number): Promise<WorldIdResult> {
  const settings = {
    appId: 'app_staging_psephos',
    rpId: developmentRpId,
    signingKey,
    environment: 'staging',
    development: getDevelopmentWorldIdUrls(worldId.origin),
  } as const
  const request = await createEnrolmentRequest({ ...dao, worldId: settings, commitment })
  return proveTestPerson({ request, wallet: worldId.wallet, person })
}

const rotate = (commitment: Commitment, result: WorldIdResult, patience = 0) =>
  rotatePerson({ ...dao, turns, groups, commitment, result, patience })

const readRelayNonce = async () => dao.node.getTransactionCount(dao.outbox.account, 'latest')

describe('rotatePerson, asked through IDKit', () => {
  test('puts the new commitment in the old one’s place, and answers the same again as done', async () => {
    const commitment = createCommitment()
    const result = await prove(commitment, LOSER)
    const rotation = await rotate(commitment, result)
    expect(rotation).toMatchObject({ commitment, index: 1, alreadyEnrolled: false })
    expect(await dao.node.getTransactionReceipt(rotation.transaction ?? '')).toMatchObject({
      status: 1,
    })
    const group = dao.chain.group(dao.space)
    expect(await group.isRetired(people[1]?.[0].commitment ?? 0n)).toBe(true)

    const nonce = await readRelayNonce()
    const done = { commitment, index: 1, alreadyEnrolled: true, transaction: null }
    expect(await rotate(commitment, result)).toEqual(done)
    expect(await readRelayNonce()).toBe(nonce)
  })

  test('takes the answer that was to enrol the commitment', async () => {
    const commitment = createCommitment()
    const result = await prove(commitment, LOSER)
    await expect(enrolPerson({ ...dao, turns, commitment, result })).rejects.toMatchObject({
      code: 'PERSON_ALREADY_ENROLLED',
    })
    expect(await rotate(commitment, result)).toMatchObject({ index: 1 })
  })

  test('sees to it that two who rotate at once do not spoil each other’s way', async () => {
    const [first, third] = [createCommitment(), createCommitment()]
    const results = [await prove(first, 1), await prove(third, 3)] as const
    const both = Promise.all([rotate(first, results[0], 20_000), rotate(third, results[1], 20_000)])
    const indexing = setInterval(() => void dao.index(), 100)
    onTestFinished(() => clearInterval(indexing))
    const [one, other] = await both
    expect([one.index, other.index]).toEqual([0, 2])
    const states = await dao.prisma.relayTransaction.findMany({ select: { state: true } })
    expect(states).toEqual([{ state: 'MINED' }, { state: 'MINED' }])
  })

  test('tries again with another path when somebody enrols in between', async () => {
    const commitment = createCommitment()
    const result = await prove(commitment, LOSER)
    await dao.node.send('evm_setAutomine', [false])
    onTestFinished(() => dao.node.send('evm_setAutomine', [true]))
    const [before, { send }] = [await readRelayNonce(), dao.outbox]
    const outbox = {
      ...dao.outbox,
      // Somebody else's enrolment is mined first.
      send: async (request: Parameters<typeof send>[0]) => {
        if ((await readRelayNonce()) > before) return send(request)
        await mineUntil(dao.node, dao.enrol(createIdentity(), 9))
        return send(request)
      },
    }
    const indexing = setInterval(() => void dao.index(), 100)
    onTestFinished(() => clearInterval(indexing))
    const rotation = rotatePerson({ ...dao, outbox, turns, groups, commitment, result })
    expect(await mineUntil(dao.node, rotation)).toMatchObject({ index: 1 })
    expect(await readRelayNonce()).toBe(before + 2)
  })

  test('waits for what another process sends, and pays once', async () => {
    const commitment = createCommitment()
    const result = await prove(commitment, LOSER)
    const nonce = await readRelayNonce()
    await dao.node.send('evm_setAutomine', [false])
    onTestFinished(() => dao.node.send('evm_setAutomine', [true]))
    const indexing = setInterval(() => void dao.index(), 100)
    onTestFinished(() => clearInterval(indexing))
    const elsewhere = { ...dao, turns: createTurns(), groups: createLatestGroups(dao.prisma) }
    const rotations = Promise.all([
      rotate(commitment, result, 20_000),
      rotatePerson({ ...elsewhere, commitment, result }),
    ])
    const outcomes = await mineUntil(dao.node, rotations)
    expect(outcomes.map(({ index }) => index)).toEqual([1, 1])
    expect(await readRelayNonce()).toBe(nonce + 1)
  })

  test('knows nobody who is not enrolled', async () => {
    const commitment = createCommitment()
    await expect(rotate(commitment, await prove(commitment, 4))).rejects.toMatchObject({
      code: 'NOT_A_MEMBER',
    })
  })

  test('refuses a commitment that is somebody else’s by now', async () => {
    const identity = createIdentity()
    const commitment = toCommitment(identity.commitment)
    const result = await prove(commitment, LOSER)
    await dao.enrol(identity, 5)
    await dao.index()
    await expect(rotate(commitment, result)).rejects.toMatchObject({
      code: 'COMMITMENT_ALREADY_ENROLLED',
    })
  })

  test('neither pays for a proof that does not hold nor looks for its path', async () => {
    const commitment = createCommitment()
    const result = await prove(commitment, LOSER)
    const responses = result.responses.map((response) => ({
      ...response,
      proof: ['1', '2', '3', '4', '5'],
    }))
    const findPath = vi.fn()
    const parameters = { ...dao, turns, groups: { findPath }, commitment }
    const nonce = await readRelayNonce()
    await expect(
      rotatePerson({ ...parameters, result: { ...result, responses } }),
    ).rejects.toMatchObject({ code: 'WORLD_ID_PROOF_INVALID' })
    expect(findPath).not.toHaveBeenCalled()
    expect(await readRelayNonce()).toBe(nonce)
  })

  test('says that the group is not indexed up to now', async () => {
    const commitment = createCommitment()
    const result = await prove(commitment, LOSER)
    await dao.enrol(createIdentity(), 6)
    await expect(rotate(commitment, result)).rejects.toMatchObject({ code: 'GROUP_PATH_STALE' })
  })

  test('pays for no more than five of one person until the first is final', async () => {
    const rotateAgain = async () => {
      const commitment = createCommitment()
      const rotation = await rotate(commitment, await prove(commitment, LOSER))
      await dao.index()
      return rotation
    }
    for (let count = 0; count < 5; count++) expect(await rotateAgain()).toMatchObject({ index: 1 })
    await expect(rotateAgain()).rejects.toMatchObject({ code: 'TOO_MANY_REQUESTS' })
    const commitment = createCommitment()
    expect(await rotate(commitment, await prove(commitment, 1))).toMatchObject({ index: 0 })
  })
})
