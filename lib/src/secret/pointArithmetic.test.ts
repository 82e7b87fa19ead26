import { describe, expect, test } from 'vitest'
import { FieldElementOutOfRangeError } from '../errors/ballotErrors.ts'
import { babyJubjubVectors } from '../testing/vectors.ts'
import { BABYJUBJUB_ORDER, ExtendedPoint } from './babyJubjub.ts'
import { toCurvePoint } from './CurvePoint.ts'
import { addPoints, equalPoints, multiplyPoint, subtractPoints } from './pointArithmetic.ts'

const { basePoint, order, sums, multiples, negatives } = babyJubjubVectors
const identity = toCurvePoint({ x: 0n, y: 1n })

describe('points', () => {
  test('have the base point and the order of EIP-2494', () => {
    const { x, y } = ExtendedPoint.BASE
    expect({ x, y, order: BABYJUBJUB_ORDER }).toEqual({ ...basePoint, order })
  })

  test.each(sums)('are added as every language does: $name', ({ left, right, sum }) => {
    const [one, two] = [toCurvePoint(left), toCurvePoint(right)]
    expect(addPoints(one, two)).toEqual(sum)
    expect(subtractPoints(toCurvePoint(sum), two)).toEqual(left)
  })

  test.each(multiples)(
    'are multiplied as every language does: $name',
    ({ point, scalar, product }) => {
      expect(multiplyPoint({ point: toCurvePoint(point), scalar })).toEqual(product)
    },
  )

  test.each(negatives)('have a negative: $name', ({ point, negative }) => {
    expect(subtractPoints(identity, toCurvePoint(point))).toEqual(negative)
  })

  test('add up to the identity when there are none', () => {
    expect(equalPoints(addPoints(), identity)).toBe(true)
    expect(equalPoints(toCurvePoint(basePoint), identity)).toBe(false)
  })

  test.each([-1n, BABYJUBJUB_ORDER])('are not multiplied by %d', (scalar) => {
    expect(() => multiplyPoint({ point: identity, scalar })).toThrow(FieldElementOutOfRangeError)
  })
})
