import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import definitions from '../circuits.json' with { type: 'json' }
import { listPublicSignals } from './circuits.ts'
import { compileForTests, type TestedCircuit } from './testing/compileForTests.ts'
import { createWitnessChecker } from './testing/createWitnessChecker.ts'
import {
  createShareInputs,
  expectShare,
  multiply,
  ORDER,
  type ShareInputs,
} from './testing/reference.ts'

describe('the circuit decryption-share', () => {
  let circuit: TestedCircuit
  beforeAll(async () => {
    circuit = await compileForTests({ name: 'decryption-share', circuitClass: 4 })
  })
  const publicSignals = async (inputs: ShareInputs) =>
    (await circuit.calculateWitness(inputs)).slice(1, circuit.r1cs.publicCount + 1)
  const accepts = async (changes: Partial<ShareInputs>) => {
    const inputs = createShareInputs(changes)
    expect(await publicSignals(inputs)).toEqual(expectShare(inputs))
  }
  const refuses = async (changes: Partial<ShareInputs>) => {
    await expect(publicSignals(createShareInputs(changes))).rejects.toThrow(
      'Constraint unsatisfied',
    )
  }

  test('is built as it is listed', () => {
    const hash = createHash('sha256').update(circuit.r1csFile).digest('hex')
    expect(hash).toBe(definitions.circuits['decryption-share'].r1cs['4'])
    const signals = listPublicSignals({ name: 'decryption-share', circuitClass: 4 })
    expect(signals).toHaveLength(circuit.r1cs.publicCount)
  })

  test('gives the compiler no doubt about a template of ours', () => {
    // circomlib leaves outputs of its own parts unread, of which it needs no more than it reads.
    expect(circuit.doubted).toEqual(['EscalarMulAny', 'EscalarMulFix', 'LessThan'])
  })

  test('says what arithmetic on the curve says, of any share', async () => {
    const scalar = fc.bigInt({ min: 0n, max: ORDER - 1n })
    await fc.assert(
      fc.asyncProperty(
        fc.array(scalar, { minLength: 4, maxLength: 4 }),
        scalar,
        fc.bigInt({ min: 1n, max: 4n }),
        (secrets, factor, optionCount) =>
          accepts({
            secrets,
            sharedPoint: multiply(createShareInputs().sharedPoint, factor),
            optionCount,
          }),
      ),
      { numRuns: 4 },
    )
  })

  test('refuses a share by other secrets than those of the verification keys', async () => {
    const { verificationKeysHash, secrets } = createShareInputs()
    await refuses({ secrets: secrets.with(2, 5n), verificationKeysHash })
    await refuses({ secrets: secrets.toReversed(), verificationKeysHash })
  })

  test('gives (0, 1) where nobody voted', async () => {
    await accepts({ sharedPoint: [0n, 1n] })
  })

  test('refuses secrets of more than 251 bits, and more options than there are', async () => {
    const { secrets, verificationKeysHash } = createShareInputs()
    const [first = 0n] = secrets
    await refuses({ secrets: secrets.with(0, first + ORDER * 8n), verificationKeysHash })
    await refuses({ optionCount: 32n })
  })

  test('leaves no wire to the choice of whoever proves', async () => {
    const { findUnbound, isSatisfied } = createWitnessChecker(circuit.r1cs)
    const witness = await circuit.calculateWitness(createShareInputs())
    expect(isSatisfied(witness)).toBe(true)
    expect(findUnbound(witness)).toEqual([])
  })
})
