import { afterEach, describe, expect, test, vi } from 'vitest'
import { SNARK_BASE_FIELD } from '../field/snarkBaseField.ts'
import { SNARK_SCALAR_FIELD } from '../field/snarkScalarField.ts'
import { BETA, drawCoefficients, LAMBDA, toScalar } from './coefficients.ts'
import { bytesOf, loadCurve } from './loadCurve.ts'
import { writeG1 } from './writePoints.ts'

afterEach(() => vi.restoreAllMocks())

describe('λ', () => {
  test('is a cube root of one, as β is in the base field', () => {
    expect((LAMBDA * LAMBDA + LAMBDA + 1n) % SNARK_SCALAR_FIELD).toBe(0n)
    expect((BETA * BETA + BETA + 1n) % SNARK_BASE_FIELD).toBe(0n)
  })

  test('times the generator (1, 2) is (β, 2)', async () => {
    const curve = await loadCurve()
    const generator = curve.allocate(bytesOf.g1Affine)
    writeG1(curve, generator, [1n, 2n])
    const scalar = curve.allocate(bytesOf.scalar)
    curve.writeScalar(scalar, LAMBDA)
    const [multiple, sum] = [curve.allocate(bytesOf.g1Jacobian), curve.allocate(bytesOf.g1Jacobian)]
    curve.wasm.g1m_multiexpAffine(generator, scalar, bytesOf.scalar, 1, multiple)
    const image = curve.allocate(bytesOf.g1Affine)
    writeG1(curve, image, [BETA, SNARK_BASE_FIELD - 2n])
    curve.wasm.g1m_addMixed(multiple, image, sum)
    expect(curve.wasm.g1m_isZero(sum)).toBe(1)
  })
})

describe('drawCoefficients', () => {
  test('draws halves of 64 bits, other ones every time', () => {
    const drawn = [...drawCoefficients(512), ...drawCoefficients(512)]
    for (const { a, b } of drawn) {
      expect(BigInt.asUintN(64, a)).toBe(a)
      expect(BigInt.asUintN(64, b)).toBe(b)
    }
    expect(new Set(drawn.flatMap(({ a, b }) => [a, b])).size).toBe(2_048)
    // Every bit is drawn: the chance that one of 128 is the same in 1 024 draws is below 2^-1000.
    const seen = (half: 'a' | 'b') => drawn.reduce((bits, each) => bits | each[half], 0n)
    expect([seen('a'), seen('b')]).toEqual([2n ** 64n - 1n, 2n ** 64n - 1n])
  })

  test('never leaves a proof out: both halves zero are drawn again', () => {
    vi.spyOn(globalThis.crypto, 'getRandomValues').mockImplementationOnce((words) => words)
    const [coefficient = { a: 0n, b: 0n }] = drawCoefficients(1)
    expect(toScalar(coefficient)).not.toBe(0n)
  })
})

describe('toScalar', () => {
  test('is a + b·λ', () => {
    expect(toScalar({ a: 5n, b: 0n })).toBe(5n)
    expect(toScalar({ a: 5n, b: 7n })).toBe(5n + 7n * LAMBDA)
    const largest = 2n ** 64n - 1n
    expect(toScalar({ a: largest, b: largest })).toBe(
      (largest + largest * LAMBDA) % SNARK_SCALAR_FIELD,
    )
  })
})
