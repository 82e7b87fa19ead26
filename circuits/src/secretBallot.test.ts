import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import definitions from '../circuits.json' with { type: 'json' }
import { listPublicSignals } from './circuits.ts'
import { SCALAR_FIELD } from './field.ts'
import { compileForTests, type TestedCircuit } from './testing/compileForTests.ts'
import { createWitnessChecker } from './testing/createWitnessChecker.ts'
import {
  BASE,
  type BallotInputs,
  createBallotInputs,
  expectBallot,
  hashKeys,
  multiply,
  ORDER,
} from './testing/reference.ts'

describe('the circuit secret-ballot', () => {
  let circuit: TestedCircuit
  beforeAll(async () => {
    circuit = await compileForTests({ name: 'secret-ballot', circuitClass: 4 })
  })
  const publicSignals = async (inputs: BallotInputs) =>
    (await circuit.calculateWitness(inputs)).slice(1, circuit.r1cs.publicCount + 1)
  const accepts = async (changes: Partial<BallotInputs>) => {
    const inputs = createBallotInputs(changes)
    expect(await publicSignals(inputs)).toEqual(expectBallot(inputs))
  }
  const refuses = async (changes: Partial<BallotInputs>) => {
    await expect(publicSignals(createBallotInputs(changes))).rejects.toThrow(
      'Constraint unsatisfied',
    )
  }

  test('is built as it is listed', () => {
    const hash = createHash('sha256').update(circuit.r1csFile).digest('hex')
    expect(hash).toBe(definitions.circuits['secret-ballot'].r1cs['4'])
    const signals = listPublicSignals({ name: 'secret-ballot', circuitClass: 4 })
    expect(signals).toHaveLength(circuit.r1cs.publicCount)
  })

  test('gives the compiler no doubt about a template of ours', () => {
    // circomlib leaves outputs of its own parts unread, of which it needs no more than it reads.
    expect(circuit.doubted).toEqual(['EscalarMulAny', 'EscalarMulFix', 'LessThan'])
  })

  test('says what arithmetic on the curve says, of any ballot', async () => {
    const scalar = fc.bigInt({ min: 0n, max: ORDER - 1n })
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          secret: scalar,
          merkleProofIndex: fc.bigInt({ min: 0n, max: 2n ** 20n - 1n }),
          randomness: scalar,
          merkleTreeDepth: fc.bigInt({ min: 1n, max: 32n }),
          scope: fc.bigInt({ min: 0n, max: 2n ** 248n - 1n }),
          revision: fc.bigInt({ min: 0n, max: 65_535n }),
          magnitudes: fc.array(fc.bigInt({ min: 0n, max: 127n }), { minLength: 4, maxLength: 4 }),
          isAgainst: fc.array(fc.bigInt({ min: 0n, max: 1n }), { minLength: 4, maxLength: 4 }),
        }),
        (changes) => accepts({ ...changes, voiceCredits: 65_535n }),
      ),
      { numRuns: 5 },
    )
  })

  test('takes a ballot that spends every credit, and none that spends one more', async () => {
    await accepts({ voiceCredits: 59n })
    await refuses({ voiceCredits: 58n })
    await accepts({ magnitudes: [255n, 22n, 5n, 1n], voiceCredits: 65_535n })
  })

  test('takes at most 65 535 credits', async () => {
    await refuses({ voiceCredits: 65_536n })
  })

  // The field wraps around: (−3)² = 9, and the square of a root of a small number is small.
  test.each([
    ['256', 256n],
    ['−3 as an element of the field', SCALAR_FIELD - 3n],
    ['a root of 4 other than 2', SCALAR_FIELD - 2n],
  ])('refuses %s votes', async (_, magnitude) => {
    await refuses({ magnitudes: [magnitude, 0n, 0n, 0n], voiceCredits: 65_535n })
  })

  test('refuses a vote that is neither for nor against', async () => {
    await refuses({ isAgainst: [2n, 0n, 0n, 0n] })
    await refuses({ isAgainst: [SCALAR_FIELD - 1n, 0n, 0n, 0n] })
  })

  test('leaves (0, 1) where a proposal has no option, and takes no vote there', async () => {
    await accepts({ optionCount: 2n, magnitudes: [7n, 3n, 0n, 0n] })
    await refuses({ optionCount: 3n })
    await refuses({ optionCount: 32n })
  })

  test('refuses to encrypt under other keys than the hashed ones', async () => {
    const keys = createBallotInputs().keys.toReversed()
    await refuses({ keys })
    await accepts({ keys, keysHash: hashKeys(keys) })
  })

  test('refuses a secret beyond the order, which has the same commitment and another nullifier', async () => {
    const { secret } = createBallotInputs()
    expect(multiply(BASE, secret + ORDER)).toEqual(multiply(BASE, secret))
    await refuses({ secret: secret + ORDER })
    await refuses({ secret: ORDER })
    await accepts({ secret: ORDER - 1n })
  })

  test('refuses randomness of more than 251 bits', async () => {
    await refuses({ randomness: 2n ** 251n })
  })

  test('leaves no wire to the choice of whoever proves', async () => {
    const { findUnbound, isSatisfied } = createWitnessChecker(circuit.r1cs)
    // Of no votes it does not matter whether they are for or against.
    const inputs = createBallotInputs({ magnitudes: [7n, 3n, 2n, 1n] })
    const witness = await circuit.calculateWitness(inputs)
    expect(isSatisfied(witness)).toBe(true)
    // But what nobody looks at: siblings beyond the depth, of which no root is made, and the inverse (0) by which
    // circomlib's IsZero shows that a number is not 0, of the one that is, at the depth.
    const unread = [0n, ...inputs.merkleProofSiblings.slice(20)]
    const unbound = findUnbound(witness).map((wire) => witness[wire] ?? 0n)
    expect(unbound.toSorted()).toEqual(unread.filter((value) => unbound.includes(value)).toSorted())
  })

  test.each([
    ['secret', { secret: 42n }],
    ['randomness', { randomness: 42n }],
  ])('makes all that depends on the %s of one and the same', async (_, changes) => {
    const { countParts } = createWitnessChecker(circuit.r1cs)
    const witnesses = await Promise.all(
      [createBallotInputs(), createBallotInputs(changes)].map(circuit.calculateWitness),
    )
    const [one = [], other = []] = witnesses
    expect(countParts(one, other)).toBe(1)
  })
})
