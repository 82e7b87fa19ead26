import { id } from 'ethers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { curve, GROUP_ORDER, twist } from './support/bn254.ts'
import { deployVerifiers, type Statement, type Verifiers } from './support/deployVerifiers.ts'
import { forgeries } from './support/forgeries.ts'
import { holdsWithCoefficients } from './support/holdsWithCoefficients.ts'
import { type Chain, openChain } from './support/openChain.ts'
import { alterPoints, malleations } from './support/proofPoints.ts'
import { readCustomError } from './support/readCustomError.ts'
import { type MemberProof, readMemberProofs } from './support/readMemberProofs.ts'
import { createWrongs, offCurve, outsideSubgroup } from './support/wrongProofs.ts'

const { plan, election } = readMemberProofs()
const { proposal, ballots } = election(4)
const proofs = ballots.map(({ proof }) => proof)
const statement: Statement = {
  root: plan.group.root,
  scope: proposal.scope,
  depth: plan.proofDepth,
}

let chain: Chain
let verifiers: Verifiers
beforeAll(async () => {
  chain = await openChain()
  verifiers = await deployVerifiers(chain)
})
afterAll(() => chain.close())

const verify = (batch: readonly MemberProof[], changed: Partial<Statement> = {}) =>
  verifiers.verifyBatch({ ...statement, ...changed }, batch)

/** The same on every run, in an order that looks random. */
function draw(count: number, seed: string): MemberProof[] {
  const keyed = proofs.map((proof, index) => ({ proof, order: id(`${seed} ${index}`) }))
  keyed.sort((a, b) => (a.order < b.order ? -1 : 1))
  return keyed.slice(0, count).map(({ proof }) => proof)
}

function first(batch: readonly MemberProof[] = proofs): MemberProof {
  const [proof] = batch
  if (proof === undefined) throw new Error('There is no proof.')
  return proof
}

const second = (): MemberProof => first(proofs.slice(1))

describe('a batch of real proofs', () => {
  const sizes = [1, 2, 3, 7, 8, 31, 32, 64, 100, 128, 255, 256]
  test.each(sizes)('holds with %i of them, whichever and in whatever order', async (size) => {
    expect(await verify(draw(size, `one ${size}`))).toBe(true)
    expect(await verify(draw(size, `other ${size}`))).toBe(true)
  })

  test("holds for each alone, as with Semaphore's own verifier", async () => {
    for (const proof of proofs) {
      expect(await verify([proof])).toBe(true)
      expect(await verifiers.verifyAlone(statement, proof)).toBe(true)
    }
  })

  test.each([1, 16, 128])('holds for ballots with %i options', async (optionCount) => {
    const other = election(optionCount)
    const batch = other.ballots.map(({ proof }) => proof)
    expect(await verify(batch, { scope: other.proposal.scope })).toBe(true)
    expect(await verify(batch)).toBe(false)
  })

  test('holds for a proof that stands in it twice: who counts, counts once', async () => {
    expect(await verify([first(), second(), first()])).toBe(true)
  })
})

const wrongs = createWrongs(proofs)

describe('a batch with one wrong proof', () => {
  test('is tried with points that are what they are called', () => {
    expect(curve.has(offCurve)).toBe(false)
    expect(twist.has(outsideSubgroup)).toBe(true)
    expect(twist.multiply(outsideSubgroup, GROUP_ORDER)).not.toBe(null)
  })

  test.each(wrongs)('does not hold, wherever it stands: $name', async ({ spoil }) => {
    const batch = proofs.slice(0, 5)
    expect(await verifiers.verifyAlone(statement, spoil(first()))).toBe(false)
    expect(await verify([spoil(first())])).toBe(false)
    for (const position of [0, 2, 4]) {
      const spoilt = batch.map((proof, index) => (index === position ? spoil(proof) : proof))
      expect(await verify(spoilt)).toBe(false)
    }
  })

  test('does not hold when all proofs are wrong in the same way', async () => {
    for (const { spoil } of wrongs) expect(await verify(proofs.slice(0, 3).map(spoil))).toBe(false)
  })

  test('does not hold at 256 proofs, the last of which is wrong', async () => {
    const last = first(proofs.slice(-1))
    const wrong = { ...last, message: last.message + 1n }
    expect(await verify([...proofs.slice(0, -1), wrong])).toBe(false)
  })
})

describe('a batch for another statement', () => {
  const batch = proofs.slice(0, 3)

  test.each<[string, Partial<Statement>]>([
    ['root', { root: statement.root + 1n }],
    ['root 0', { root: 0n }],
    ['root, the largest of the field', { root: GROUP_ORDER - 1n }],
    ['scope', { scope: statement.scope + 1n }],
    ['depth, one less', { depth: statement.depth - 1 }],
    ['depth, one more', { depth: statement.depth + 1 }],
    ['depth, the least', { depth: 1 }],
    ['depth, the most', { depth: 32 }],
  ])('does not hold: %s', async (_, changed) => {
    expect(await verify(batch, changed)).toBe(false)
    expect(await verify([first()], changed)).toBe(false)
  })
})

describe('a batch out of range', () => {
  const refusal = (batch: readonly MemberProof[], changed: Partial<Statement> = {}) =>
    readCustomError(verify(batch, changed))

  test('is refused when it is empty', async () => {
    expect(await refusal([])).toBe('SemaphoreBatchEmpty()')
  })

  test.each([0, 33, 2 ** 32])('is refused at depth %i', async (depth) => {
    expect(await refusal([first()], { depth })).toBe(`SemaphoreDepthUnsupported(${depth})`)
  })

  test('is refused when the root is the same number plus the field', async () => {
    for (const root of [GROUP_ORDER, statement.root + GROUP_ORDER, 2n ** 256n - 1n]) {
      expect(await refusal([first()], { root })).toBe(`SemaphoreRootOutOfField(${root})`)
    }
  })

  test('is refused when a nullifier is the same number plus the field, wherever', async () => {
    for (const position of [0, 1, 2]) {
      for (const multiple of [1n, 2n, 3n, 4n]) {
        const batch = proofs.slice(0, 3).map((proof, index) => {
          if (index !== position) return proof
          return { ...proof, nullifier: proof.nullifier + multiple * GROUP_ORDER }
        })
        const nullifier = batch[position]?.nullifier
        expect(await refusal(batch)).toBe(`SemaphoreNullifierOutOfField(${nullifier})`)
      }
    }
    const edge = { ...first(), nullifier: GROUP_ORDER }
    expect(await refusal([edge])).toBe(`SemaphoreNullifierOutOfField(${GROUP_ORDER})`)
  })
})

describe('a malleated proof', () => {
  test.each(malleations)('holds as the same statement: $name', async ({ malleate }) => {
    const malleated = alterPoints(first(), malleate)
    expect(malleated.points).not.toEqual(first().points)
    expect(await verifiers.verifyAlone(statement, malleated)).toBe(true)
    expect(await verify([malleated])).toBe(true)
    expect(await verify([second(), malleated, first()])).toBe(true)
  })

  test.each(malleations)('holds for no other message or nullifier: $name', async ({ malleate }) => {
    const malleated = alterPoints(first(), malleate)
    expect(await verify([{ ...malleated, message: second().message }])).toBe(false)
    expect(await verify([{ ...malleated, nullifier: second().nullifier }])).toBe(false)
  })
})

describe('a forged batch, in which two wrong proofs cancel out', () => {
  const holds = (batch: readonly MemberProof[], coefficients: readonly bigint[]) =>
    holdsWithCoefficients({ provider: chain.provider, ...statement, proofs: batch, coefficients })

  test('is tried against a reference that tells right from wrong', async () => {
    const { message } = second()
    for (const coefficients of [
      [1n, 1n],
      [1n, 7n],
    ]) {
      expect(await holds([first(), second()], coefficients)).toBe(true)
      expect(await holds([{ ...first(), message }, second()], coefficients)).toBe(false)
    }
  })

  const known = [
    [1n, 1n],
    [1n, 2n],
    [1n, 3n],
    [2n, 1n],
    [1n, 2n ** 128n - 1n],
  ] as const
  describe.each(forgeries)('$name', ({ forge }) => {
    test.each(known)(
      'would hold with the coefficients %i and %i, and does not',
      async (...both) => {
        const forged = forge([first(), second()], both)
        for (const proof of forged) {
          expect(await verifiers.verifyAlone(statement, proof)).toBe(false)
        }
        expect(await holds(forged, both)).toBe(true)
        expect(await verify(forged)).toBe(false)
        expect(await verify([...forged].reverse())).toBe(false)
        expect(await verify([...proofs.slice(2, 5), ...forged])).toBe(false)
      },
    )
  })

  test('would hold with equal coefficients when people exchange a part, and does not', async () => {
    const [one, other] = [first(), second()]
    const exchanges = [
      [
        { ...one, message: other.message },
        { ...other, message: one.message },
      ],
      [
        { ...one, nullifier: other.nullifier },
        { ...other, nullifier: one.nullifier },
      ],
    ]
    for (const exchanged of exchanges) {
      expect(await holds(exchanged, [1n, 1n])).toBe(true)
      expect(await verify(exchanged)).toBe(false)
    }
  })

  test.each(forgeries)(
    'is not helped by the coefficients of the honest batch: $name',
    async ({ forge }) => {
      // Changing anything changes every coefficient; were a part left out of the hash, it would not.
      const honest = [first(), second()] as const
      const known = verifiers.coefficientsOf(statement, honest)
      expect(await holds(honest, known)).toBe(true)
      const forged = forge(honest, known)
      expect(await holds(forged, known)).toBe(true)
      expect(await verify(forged)).toBe(false)
      expect(verifiers.coefficientsOf(statement, forged)).not.toEqual(known)
      expect(await holds(forged, verifiers.coefficientsOf(statement, forged))).toBe(false)
    },
  )

  test('is not helped by small coefficients: none below 100 is ours', async () => {
    for (let coefficient = 1n; coefficient < 100n; coefficient++) {
      const [, { forge }] = forgeries
      expect(await verify(forge([first(), second()], [1n, coefficient]))).toBe(false)
    }
  })
})

describe('the gas of a refusal', () => {
  // A precompile that refuses its input takes all the gas it is given, which is twice its price.
  test.each(wrongs)('is at most twice what the batch costs when it holds: $name', async (wrong) => {
    const batch = proofs.slice(0, 5)
    const honest = await verifiers.gasOfBatch(statement, batch)
    for (const position of [0, 4]) {
      const spoilt = batch.map((proof, index) => (index === position ? wrong.spoil(proof) : proof))
      const gas = await verifiers.gasOfBatch(statement, spoilt)
      expect(gas).toBeLessThan(2 * honest)
    }
  })
})
