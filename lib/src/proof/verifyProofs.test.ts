import { verifyProof } from '@semaphore-protocol/core'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { toWireBallot } from '../ballot/toWireBallot.ts'
import { SNARK_BASE_FIELD } from '../field/snarkBaseField.ts'
import { SNARK_SCALAR_FIELD } from '../field/snarkScalarField.ts'
import { type ProvenElection, provenElection, provenElections } from '../testing/provenBallots.ts'
import { stopProving } from '../testing/voting.ts'
import { type MembershipProof, verifyProofs } from './verifyProofs.ts'

afterAll(stopProving)

const toProofs = ({ ballots }: ProvenElection): MembershipProof[] =>
  ballots.map(({ proof: { nullifier, message, points } }) => ({ nullifier, message, points }))
const toStatement = ({ rules: { scope, electorate } }: ProvenElection) => ({
  root: electorate.root,
  scope,
  proofDepth: electorate.proofDepth,
})

const statement = toStatement(provenElection)
const proofs = toProofs(provenElection)
const verify = (given: readonly MembershipProof[], changes: Partial<typeof statement> = {}) =>
  verifyProofs({ ...statement, ...changes, proofs: given })

const spoil = (proof: MembershipProof): MembershipProof => ({
  ...proof,
  message: proof.message ^ 1n,
})

function withCoordinate(
  proof: MembershipProof,
  index: number,
  change: (coordinate: bigint) => bigint,
): MembershipProof {
  return { ...proof, points: proof.points.with(index, change(proof.points[index] ?? 0n)) }
}

describe('verifyProofs', () => {
  test('holds for every recorded proof', async () => {
    for (const election of provenElections) {
      const verdicts = await verifyProofs({ ...toStatement(election), proofs: toProofs(election) })
      expect(verdicts).toEqual(election.ballots.map(() => true))
    }
  }, 60_000)

  test("agrees with Semaphore's verifyProof about what holds and what does not", async () => {
    const sample = provenElection.ballots.slice(0, 24).map(({ proof, ...ballot }, index) => {
      const changes = [
        {},
        { message: proof.message + 1n },
        { nullifier: proof.nullifier ^ 1n },
        { points: provenElection.ballots[index + 1]?.proof.points ?? proof.points },
      ]
      return { ...ballot, proof: { ...proof, ...changes[index % changes.length] } }
    })
    const theirs: boolean[] = []
    for (const ballot of sample) theirs.push(await verifyProof(toWireBallot(ballot).proof))
    expect(await verify(sample.map(({ proof }) => proof))).toEqual(theirs)
    expect(theirs).toEqual(sample.map((_, index) => index % 4 === 0))
  }, 60_000)

  test('finds a bad proof among good ones at every place', async () => {
    const batch = proofs.slice(0, 18)
    for (const place of batch.keys()) {
      const verdicts = await verify(batch.map((proof, i) => (i === place ? spoil(proof) : proof)))
      expect(verdicts).toEqual(batch.map((_, index) => index !== place))
    }
  }, 60_000)

  test('finds exactly the bad ones, whichever they are', async () => {
    const property = fc.asyncProperty(
      fc.array(fc.boolean(), { minLength: 1, maxLength: 50 }),
      async (good) => {
        const batch = good.map((isGood, i) => {
          const proof = proofs[i] ?? expect.unreachable()
          return isGood ? proof : spoil(proof)
        })
        expect(await verify(batch)).toEqual(good)
      },
    )
    await fc.assert(property, { numRuns: 8 })
  }, 120_000)

  test('goes beyond one batch, and names what is bad in each', async () => {
    const many = Array.from({ length: 1_100 }, (_, index) => proofs[index % 256] ?? missing())
    many[3] = spoil(proofs[3] ?? missing())
    many[1_098] = spoil(proofs[4] ?? missing())
    const verdicts = await verify(many)
    expect(verdicts.flatMap((valid, index) => (valid ? [] : [index]))).toEqual([3, 1_098])
  }, 120_000)

  test('says of nothing nothing', async () => {
    expect(await verify([])).toEqual([])
  })

  test('gives equal proofs equal verdicts', async () => {
    const [one = missing(), other = missing()] = proofs
    const given = [one, spoil(other), one, spoil(other), other]
    expect(await verify(given)).toEqual([true, false, true, false, true])
  })

  test('holds for none of a batch in which two people exchange a part', async () => {
    const [one = missing(), other = missing()] = proofs
    for (const part of ['message', 'nullifier', 'points'] as const) {
      const exchanged = [
        { ...one, [part]: other[part] },
        { ...other, [part]: one[part] },
      ]
      expect(await verify(exchanged)).toEqual([false, false])
    }
  })
})

describe('a proof that is written wrongly', () => {
  const [proof = missing()] = proofs
  const isValid = async (given: MembershipProof) => (await verify([given]))[0]

  test.each([0, 1, 2, 3, 4, 5, 6, 7])('does not hold: coordinate %i', async (index) => {
    const changes: ((coordinate: bigint) => bigint)[] = [
      (coordinate) => coordinate + 1n,
      (coordinate) => coordinate + SNARK_BASE_FIELD,
      (coordinate) => coordinate - SNARK_BASE_FIELD,
      () => SNARK_BASE_FIELD,
      () => 0n,
      () => -1n,
      () => 2n ** 256n,
    ]
    const given = changes.map((change) => withCoordinate(proof, index, change))
    expect(await verify(given)).toEqual(changes.map(() => false))
  })

  test.each([
    ['no points', []],
    ['seven coordinates', proof.points.slice(1)],
    ['nine coordinates', [...proof.points, 0n]],
    ['infinity for A', [0n, 0n, ...proof.points.slice(2)]],
    ['infinity for B', proof.points.map((each, index) => (index < 2 || index > 5 ? each : 0n))],
    ['infinity for C', [...proof.points.slice(0, 6), 0n, 0n]],
    ['infinity everywhere', proof.points.map(() => 0n)],
  ])('does not hold: %s', async (_, points) => {
    expect(await isValid({ ...proof, points })).toBe(false)
  })

  test.each([
    ['nullifier plus the field', { nullifier: proof.nullifier + SNARK_SCALAR_FIELD }],
    ['nullifier minus the field', { nullifier: proof.nullifier - SNARK_SCALAR_FIELD }],
    ['nullifier of 0', { nullifier: 0n }],
    ['message plus 2^256', { message: proof.message + 2n ** 256n }],
    ['message below 0', { message: -1n }],
  ])('does not hold: %s', async (_, changes) => {
    expect(await isValid({ ...proof, ...changes })).toBe(false)
  })

  test.each([
    ['another root', { root: statement.root + 1n }],
    ['root plus the field', { root: statement.root + SNARK_SCALAR_FIELD }],
    ['root below 0', { root: statement.root - SNARK_SCALAR_FIELD }],
    ['root 0', { root: 0n }],
    ['another scope', { scope: statement.scope + 1n }],
    ['scope plus 2^256', { scope: statement.scope + 2n ** 256n }],
    ['scope below 0', { scope: -1n }],
    ['another depth', { proofDepth: 32 }],
    ['depth 0', { proofDepth: 0 }],
    ['depth 33', { proofDepth: 33 }],
    ['a depth between depths', { proofDepth: 20.5 }],
    ['a depth that is no number', { proofDepth: Number.NaN }],
  ])('holds for no other statement: %s', async (_, changes) => {
    const verdicts = await verifyProofs({ ...statement, ...changes, proofs: [proof, proof] })
    expect(verdicts).toEqual([false, false])
  })
})

describe('long work', () => {
  const batch = proofs.slice(0, 64)

  test('says how far it is', async () => {
    const progress: unknown[] = []
    await verifyProofs({ ...statement, proofs: batch, onProgress: (each) => progress.push(each) })
    expect(progress).toEqual([16, 32, 48, 64].map((done) => ({ done, total: 64 })))
  })

  test("ends with the signal's reason when it is aborted, before or on the way", async () => {
    const before = AbortSignal.abort(new Error('No longer wanted.'))
    await expect(verifyProofs({ ...statement, proofs: batch, signal: before })).rejects.toThrow(
      'No longer wanted.',
    )
    const controller = new AbortController()
    let done = 0
    const verifying = verifyProofs({
      ...statement,
      proofs: batch,
      signal: controller.signal,
      onProgress: (progress) => {
        ;({ done } = progress)
        controller.abort(new Error('Changed my mind.'))
      },
    })
    await expect(verifying).rejects.toThrow('Changed my mind.')
    expect(done).toBe(16)
  })

  test('lets others run, another batch too', async () => {
    let turns = 0
    const timer = setInterval(() => turns++)
    const [one, other] = await Promise.all([verify(batch), verify(batch.map(spoil).slice(0, 20))])
    clearInterval(timer)
    expect(turns).toBeGreaterThanOrEqual(4)
    expect(one).toEqual(batch.map(() => true))
    expect(other).toEqual(batch.slice(0, 20).map(() => false))
  })
})

function missing(): never {
  throw new Error('There are fewer recorded proofs than the test takes.')
}
