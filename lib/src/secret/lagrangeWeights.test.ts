import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { RequestMalformedError } from '../errors/serverErrors.ts'
import { lagrangeVectors } from '../testing/vectors.ts'
import { BABYJUBJUB_ORDER } from './babyJubjub.ts'
import { invertModOrder } from './invertModOrder.ts'
import { lagrangeWeights } from './lagrangeWeights.ts'
import { modOrder } from './pointArithmetic.ts'

const anyPositions = fc.shuffledSubarray(
  Array.from({ length: 16 }, (_, index) => index + 1),
  { minLength: 1 },
)

describe('lagrangeWeights', () => {
  test.each(lagrangeVectors.sets)('gives those of $positions', (set) => {
    const { denominator, weights } = lagrangeWeights(set.positions)
    expect({ denominator, weights }).toEqual({
      denominator: set.denominator,
      weights: set.weights,
    })
  })

  test('finds what a polynomial is at 0, with short numbers that have no common factor', () => {
    fc.assert(
      fc.property(anyPositions, fc.array(fc.bigInt(), { maxLength: 16 }), (positions, drawn) => {
        const coefficients = drawn.slice(0, positions.length)
        const at = (x: number) =>
          coefficients.reduceRight((sum, each) => sum * BigInt(x) + each, 0n)
        const { denominator, weights } = lagrangeWeights(positions)
        const combined = positions.reduce(
          (sum, position, index) => sum + at(position) * (weights[index] ?? 0n),
          0n,
        )
        expect(combined).toBe(at(0) * denominator)
        expect(denominator < 2n ** 18n && denominator > 0n).toBe(true)
        expect(weights.every((weight) => weight < 2n ** 24n && weight > -(2n ** 24n))).toBe(true)
      }),
    )
  })

  test.each([[[]], [[0]], [[17]], [[1.5]], [[2, 2]]])('refuses the positions %j', (positions) => {
    expect(() => lagrangeWeights(positions)).toThrow(RequestMalformedError)
  })
})

describe('invertModOrder', () => {
  test('inverts', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: BABYJUBJUB_ORDER - 1n }), (value) => {
        expect(modOrder(invertModOrder(value) * value)).toBe(1n)
      }),
    )
  })
})
