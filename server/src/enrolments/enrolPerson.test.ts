import {
  type Commitment,
  createIdentity,
  toCommitment,
  type WireWorldIdRequest,
  type WorldIdResult,
} from '@psephos/lib'
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { developmentRpId } from '../development/readDevelopmentKeys.ts'
import { getDevelopmentWorldIdUrls } from '../development/world-id/developmentWorldIdUrls.ts'
import { createTransactionQueue } from '../relay/createTransactionQueue.ts'
import { createTurns } from '../relay/createTurns.ts'
import { mineUntil } from '../testing/mineUntil.ts'
import { proveTestPerson } from '../testing/proveTestPerson.ts'
import { signTestCredential } from '../testing/signTestCredential.ts'
import {
  type RunningDevelopmentWorldId,
  serveFileUrls,
  signingKey,
  startDevelopmentWorldId,
} from '../testing/startDevelopmentWorldId.ts'
import { startTestSpace, type TestSpace } from '../testing/startTestSpace.ts'
import { createEnrolmentRequest } from './createEnrolmentRequest.ts'
import { enrolPerson } from './enrolPerson.ts'
import { sendEnrolment } from './sendEnrolment.ts'

let dao: TestSpace
let worldId: RunningDevelopmentWorldId
let snapshot: string
let turns: ReturnType<typeof createTurns>

beforeAll(async () => {
  serveFileUrls()
  worldId = await startDevelopmentWorldId()
  dao = await startTestSpace()
})
afterAll(async () => {
  await worldId.close()
  await dao.close()
})
beforeEach(async () => {
  if (snapshot !== undefined) await dao.node.send('evm_revert', [snapshot])
  snapshot = await dao.node.send('evm_snapshot', [])
  await dao.prisma.worldIdRequest.deleteMany()
  await dao.prisma.relayTransaction.deleteMany()
  turns = createTurns()
})

const createCommitment = () => toCommitment(createIdentity().commitment)

function ask(commitment: Commitment): Promise<WireWorldIdRequest> {
  const settings = {
    appId: 'app_staging_psephos',
    rpId: developmentRpId,
    signingKey,
    environment: 'staging',
    development: getDevelopmentWorldIdUrls(worldId.origin),
  } as const
  return createEnrolmentRequest({ ...dao, worldId: settings, commitment })
}

/** Asks, and lets a pretend person answer. */
async function prove(commitment: Commitment, person: number): Promise<WorldIdResult> {
  return proveTestPerson({ request: await ask(commitment), wallet: worldId.wallet, person })
}

const enrol = (commitment: Commitment, result: WorldIdResult, space = dao.space) =>
  enrolPerson({ ...dao, turns, space, commitment, result })

const readRelayNonce = async () => dao.node.getTransactionCount(dao.outbox.account, 'latest')

/** What a machine with much to do may take. */
const PATIENCE = { timeout: 45_000, interval: 250 }

describe('enrolPerson, asked through IDKit', () => {
  test('enrols a person and answers the same again as done, without a transaction', async () => {
    const commitment = createCommitment()
    const result = await prove(commitment, 1)
    const enrolment = await enrol(commitment, result)
    expect(enrolment).toMatchObject({ commitment, index: 0, alreadyEnrolled: false })
    expect(await dao.node.getTransactionReceipt(enrolment.transaction ?? '')).toMatchObject({
      status: 1,
    })
    expect(await dao.chain.group(dao.space).hasMember(commitment)).toBe(true)

    const nonce = await readRelayNonce()
    const done = { commitment, index: 0, alreadyEnrolled: true, transaction: null }
    expect(await enrol(commitment, result)).toEqual(done)
    expect(await readRelayNonce()).toBe(nonce)
  })

  test('refuses the same person with another commitment', async () => {
    const [first, second] = [createCommitment(), createCommitment()]
    await enrol(first, await prove(first, 1))
    await expect(enrol(second, await prove(second, 1))).rejects.toMatchObject({
      code: 'PERSON_ALREADY_ENROLLED',
      details: {},
    })
  })

  test('pays once for one person who enrols several times at once', async () => {
    const commitment = createCommitment()
    const [result, again] = [await prove(commitment, 1), await prove(commitment, 1)]
    const nonce = await readRelayNonce()
    await dao.node.send('evm_setAutomine', [false])
    onTestFinished(() => dao.node.send('evm_setAutomine', [true]))
    const enrolments = Promise.all([
      enrol(commitment, result),
      enrol(commitment, result),
      enrol(commitment, again),
    ])
    const signer = dao.outbox.account
    await vi.waitFor(async () => {
      expect(await dao.node.getTransactionCount(signer, 'pending')).toBe(nonce + 1)
    }, PATIENCE)
    const outcomes = await mineUntil(dao.node, enrolments)
    expect(outcomes.filter(({ alreadyEnrolled }) => !alreadyEnrolled)).toHaveLength(1)
    expect(await readRelayNonce()).toBe(nonce + 1)
  })

  test('refuses a request that this server has not made', async () => {
    const commitment = createCommitment()
    const result = await prove(commitment, 1)
    await dao.prisma.worldIdRequest.deleteMany()
    for (const nonce of [result.nonce, 'no\0nonce', '']) {
      await expect(enrol(commitment, { ...result, nonce })).rejects.toMatchObject({
        code: 'WORLD_ID_REQUEST_UNKNOWN',
      })
    }
  })

  test("refuses another space's request", async () => {
    const commitment = createCommitment()
    const result = await prove(commitment, 1)
    const space = { ...dao.space, id: 'other' }
    await expect(enrol(commitment, result, space)).rejects.toMatchObject({
      code: 'WORLD_ID_REQUEST_UNKNOWN',
    })
  })

  test("refuses another commitment than the request's", async () => {
    const result = await prove(createCommitment(), 1)
    await expect(enrol(createCommitment(), result)).rejects.toMatchObject({
      code: 'WORLD_ID_RESULT_MISMATCH',
      details: { field: 'signal_hash' },
    })
  })

  test.each([
    ['action', (result: WorldIdResult) => ({ ...result, action: 'psephos-enrol-elsewhere-0' })],
    ['environment', (result: WorldIdResult) => ({ ...result, environment: 'production' })],
    ['issuer_schema_id', (result: WorldIdResult) => changeResponse(result, 'issuer_schema_id', 2)],
    ['identifier', (result: WorldIdResult) => changeResponse(result, 'identifier', 'passport')],
    ['signal_hash', (result: WorldIdResult) => changeResponse(result, 'signal_hash', '0x01')],
  ])('refuses a result whose %s is not what was asked for', async (field, change) => {
    const commitment = createCommitment()
    const result = change(await prove(commitment, 1))
    await expect(enrol(commitment, result)).rejects.toMatchObject({
      code: 'WORLD_ID_RESULT_MISMATCH',
      details: { field },
    })
  })

  test('refuses a request that is answered too late', async () => {
    const commitment = createCommitment()
    const result = await prove(commitment, 1)
    await dao.prisma.worldIdRequest.updateMany({ data: { expiresAt: new Date(1_000_000) } })
    await expect(enrol(commitment, result)).rejects.toMatchObject({
      code: 'WORLD_ID_REQUEST_EXPIRED',
      details: { expiredAt: 1_000 },
    })
  })

  test('lets who answered in time try again later, when the node is back', async () => {
    const commitment = createCommitment()
    const result = await prove(commitment, 1)
    const broken = vi.spyOn(dao.chain.provider, 'getBalance').mockImplementation(async () => {
      throw Object.assign(new Error('connect'), { code: 'ECONNREFUSED' })
    })
    await expect(enrol(commitment, result)).rejects.toMatchObject({ code: 'CHAIN_UNAVAILABLE' })
    broken.mockRestore()
    const expiresAt = new Date(Date.now() - 60_000)
    await dao.prisma.worldIdRequest.updateMany({ data: { expiresAt } })
    // Meanwhile others ask, which throws old requests away.
    await ask(createCommitment())
    expect(await enrol(commitment, result)).toMatchObject({ alreadyEnrolled: false })
  })

  test('refuses a request that another person has answered', async () => {
    const commitment = createCommitment()
    const result = await prove(commitment, 1)
    await dao.prisma.worldIdRequest.updateMany({ data: { person: '2' } })
    await expect(enrol(commitment, result)).rejects.toMatchObject({
      code: 'WORLD_ID_REQUEST_SPENT',
    })
  })

  test('pays nothing for a proof that does not hold', async () => {
    const commitment = createCommitment()
    const result = changeResponse(await prove(commitment, 1), 'proof', ['1', '2', '3', '4', '5'])
    const nonce = await readRelayNonce()
    await expect(enrol(commitment, result)).rejects.toMatchObject({
      code: 'WORLD_ID_PROOF_INVALID',
    })
    expect(await readRelayNonce()).toBe(nonce)
  })
})

describe('createEnrolmentRequest', () => {
  test('refuses a commitment that is enrolled, before the person shows their nullifier', async () => {
    const identity = createIdentity()
    await dao.enrol(identity, 7)
    await expect(ask(toCommitment(identity.commitment))).rejects.toMatchObject({
      code: 'COMMITMENT_ALREADY_ENROLLED',
    })
  })

  test('refuses a commitment that was replaced, as early', async () => {
    const [lost, found] = [createIdentity(), createIdentity()]
    await dao.enrol(lost, 8)
    await dao.rotate({ members: [lost], index: 0, identity: found, person: 8 })
    await expect(ask(toCommitment(lost.commitment))).rejects.toMatchObject({
      code: 'COMMITMENT_RETIRED',
    })
    await expect(ask(toCommitment(found.commitment))).rejects.toMatchObject({
      code: 'COMMITMENT_ALREADY_ENROLLED',
    })
  })

  test('forgets requests a day after they expired', async () => {
    await ask(createCommitment())
    const day = 24 * 60 * 60 * 1_000
    await dao.prisma.worldIdRequest.updateMany({
      data: { expiresAt: new Date(Date.now() - day - 1_000) },
    })
    await ask(createCommitment())
    expect(await dao.prisma.worldIdRequest.count()).toBe(1)
  })
})

describe('sendEnrolment', () => {
  test('has gas for enrolments that were all estimated before any was mined', async () => {
    await dao.node.send('evm_setAutomine', [false])
    onTestFinished(() => dao.node.send('evm_setAutomine', [true]))
    const group = dao.chain.group(dao.space)
    const { account: signer } = dao
    const queue = createTransactionQueue(signer)
    const nonce = await signer.getNonce()
    const sent = await Promise.all(
      Array.from({ length: 16 }, async (_, index) => {
        const commitment = createCommitment()
        const person = 100 + index
        const { space } = dao
        const credential = signTestCredential({ space, rpId: developmentRpId, commitment, person })
        return queue.run(() => sendEnrolment({ group, signer, commitment, credential }))
      }),
    )
    expect(sent.map((each) => each.nonce)).toEqual(sent.map((_, index) => nonce + index))
    await dao.node.send('evm_mine', [])
    const receipts = await Promise.all(sent.map((each) => each.wait()))
    expect(receipts.map((receipt) => receipt?.status)).toEqual(sent.map(() => 1))
  })
})

type Response = WorldIdResult['responses'][number]

function changeResponse<Key extends keyof Response>(
  result: WorldIdResult,
  key: Key,
  value: Response[Key],
): WorldIdResult {
  return { ...result, responses: result.responses.map((each) => ({ ...each, [key]: value })) }
}
