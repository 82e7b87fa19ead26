import { ServerBusyError, type WireBallot } from '@psephos/lib'
import { Wallet } from 'ethers'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { createLocalEvents } from '../events/createLocalEvents.ts'
import type { Database } from '../storage/openDatabase.ts'
import { createProvenEntry, type ProvenEntry } from '../testing/createProvenEntry.ts'
import { openTestDatabase } from '../testing/openTestDatabase.ts'
import { createBallotIntake, type VerifyProofs } from './createBallotIntake.ts'
import { createReceiptSigner } from './createReceiptSigner.ts'
import { verifyProofBatch } from './ProofBatch.ts'

let database: Database
let proven: ProvenEntry
/** How many proofs each call was asked to verify. */
let batches: number[]
let verifies: VerifyProofs

beforeAll(async () => {
  database = await openTestDatabase('pglite')
  proven = await createProvenEntry(database.prisma)
})
afterAll(() => database.close())
beforeEach(async () => {
  await database.prisma.ballot.deleteMany()
  batches = []
  verifies = (batch) => {
    batches.push(batch.proofs.length)
    return verifyProofBatch(batch)
  }
})

const receipts = createReceiptSigner({ wallet: new Wallet(`0x${'22'.repeat(32)}`) })
const create = (changed: { capacity?: number; concurrency?: number } = {}) =>
  createBallotIntake({
    prisma: database.prisma,
    chainId: 1,
    receipts,
    events: createLocalEvents(),
    verify: (parameters) => verifies(parameters),
    ...changed,
  })

/** A proof that holds for somebody else. */
function spoil(ballot: WireBallot, index = 255): WireBallot {
  const other = proven.ballots[index] ?? ballot
  return { ...ballot, proof: { ...ballot.proof, points: other.proof.points } }
}

const codeOf = (outcome: PromiseSettledResult<unknown>): string =>
  outcome.status === 'fulfilled' ? 'stored' : outcome.reason.code

describe('createBallotIntake', () => {
  test('verifies those that come at once together, and spoils none for another that is bad', async () => {
    const { ballots, check } = proven
    const intake = create()
    const given = ballots.slice(0, 40).map((each, index) => (index % 8 === 3 ? spoil(each) : each))
    const outcomes = await Promise.allSettled(given.map((each) => intake.take(check(each))))
    expect(outcomes.map(codeOf)).toEqual(
      given.map((_, index) => (index % 8 === 3 ? 'BALLOT_PROOF_INVALID' : 'stored')),
    )
    expect(batches).toEqual([40])
    expect(await database.prisma.ballot.count()).toBe(35)
    expect(intake.waiting()).toBe(0)
  })

  test('verifies what is sent twice at once only once, and what is held not at all', async () => {
    const { ballots, check } = proven
    const intake = create()
    const [ballot] = ballots.slice(0, 1) as [WireBallot]
    const [first, second] = await Promise.all([
      intake.take(check(ballot)),
      intake.take(check(ballot)),
    ])
    expect(second).toEqual(first)
    expect(await intake.take(check(ballot, 'elsewhere'))).toEqual(first)
    expect(batches).toEqual([1])
  })

  test('is not kept by a bad ballot of the same nullifier from taking the good one', async () => {
    const { ballots, check } = proven
    const intake = create()
    const [ballot] = ballots.slice(0, 1) as [WireBallot]
    const outcomes = await Promise.allSettled(
      [spoil(ballot, 9), ballot, spoil(ballot, 8)].map((each) => intake.take(check(each))),
    )
    expect(outcomes.map(codeOf)).toEqual(['BALLOT_PROOF_INVALID', 'stored', 'BALLOT_PROOF_INVALID'])
  })

  test('says that it is busy before more waits than it holds, to whoever brings most', async () => {
    const { ballots, check } = proven
    const { promise: opened, resolve: open } = Promise.withResolvers<void>()
    const real = verifies
    verifies = async (parameters) => {
      await opened
      return real(parameters)
    }
    const intake = create({ capacity: 4, concurrency: 1 })
    const [first, ...rest] = ballots.slice(0, 8)
    const held = first && intake.take(check(first, 'flood'))
    await expect.poll(() => intake.waiting()).toBe(0)
    const flood = rest.map((each) => intake.take(check(each, 'flood')))
    const settled = Promise.allSettled(flood)
    const voter = intake.take(check(ballots[20] ?? spoil(ballots[0] as WireBallot), 'voter'))
    expect(intake.waiting()).toBe(4)
    open()
    await expect(voter).resolves.toMatchObject({ status: 'received' })
    await held
    const outcomes = await settled
    expect(outcomes.map(codeOf).sort()).toEqual([
      ...new Array(4).fill('SERVER_BUSY'),
      ...new Array(3).fill('stored'),
    ])
    const [refused] = outcomes.filter((each) => each.status === 'rejected')
    expect(refused?.reason).toBeInstanceOf(ServerBusyError)
    expect(refused?.reason.details.retryAfter).toBeGreaterThanOrEqual(1)
  })

  test('keeps whoever brings bad proofs out of the batches of others', async () => {
    const { ballots, check } = proven
    const intake = create({ concurrency: 1 })
    const bad = (index: number) => check(spoil(ballots[index] as WireBallot, index + 1), 'attacker')
    await expect(intake.take(bad(0))).rejects.toMatchObject({ code: 'BALLOT_PROOF_INVALID' })
    batches = []
    const attack = Promise.allSettled(
      Array.from({ length: 30 }, (_, index) => intake.take(bad(index))),
    )
    const voters = ballots
      .slice(40, 60)
      .map((each, index) => intake.take(check(each, String(index))))
    await Promise.all(voters)
    // At most one small batch of the attacker's went first.
    expect(batches.length).toBeLessThanOrEqual(3)
    expect(batches[0]).toBe(16)
    expect(batches[1]).toBe(20)
    await attack
  })

  test('tells whoever asked that the database failed, and goes on', async () => {
    const { ballots, check } = proven
    const intake = create()
    const failure = new Error('The disk is full.')
    const read = vi.spyOn(database.prisma, '$queryRaw').mockRejectedValueOnce(failure)
    const [ballot] = ballots.slice(0, 1) as [WireBallot]
    await expect(intake.take(check(ballot))).rejects.toBe(failure)
    read.mockRestore()
    await expect(intake.take(check(ballot))).resolves.toMatchObject({ status: 'received' })
  })

  test('does not wait for ever', async () => {
    const { ballots, check } = proven
    const { promise: opened, resolve: open } = Promise.withResolvers<void>()
    const real = verifies
    verifies = async (parameters) => {
      await opened
      return real(parameters)
    }
    const intake = create({ concurrency: 1 })
    const [one, two] = ballots.slice(0, 2) as [WireBallot, WireBallot]
    const first = intake.take(check(one))
    await expect.poll(() => intake.waiting()).toBe(0)
    const late = expect(intake.take(check(two))).rejects.toThrow(ServerBusyError)
    const now = performance.now()
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => now + 16_000)
    open()
    await first
    await late
    clock.mockRestore()
  })
})
