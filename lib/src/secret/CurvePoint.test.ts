import { describe, expect, test } from 'vitest'
import { CurvePointInvalidError } from '../errors/secretErrors.ts'
import { babyJubjubVectors } from '../testing/vectors.ts'
import { toCurvePoint } from './CurvePoint.ts'

const { points, sums, outsideSubgroup, offCurve, notCanonical } = babyJubjubVectors

describe('toCurvePoint', () => {
  test.each(points)('takes $name', ({ point }) => {
    expect(toCurvePoint(point)).toEqual(point)
  })

  test('takes sums of points', () => {
    for (const { sum } of sums) expect(toCurvePoint(sum)).toEqual(sum)
  })

  test.each([
    ...outsideSubgroup.map((each) => ({
      ...each,
      reason: 'it is not in the subgroup of prime order',
    })),
    ...offCurve.map((each) => ({ ...each, reason: 'it is not on the curve' })),
    ...notCanonical.map((each) => ({ ...each, reason: 'a coordinate is not below the field' })),
    {
      name: 'a negative coordinate',
      point: { x: -1n, y: 1n },
      reason: 'a coordinate is not below the field',
    },
  ])('refuses $name', ({ point, reason }) => {
    expect(() => toCurvePoint(point)).toThrow(new CurvePointInvalidError({ reason }))
  })
})
