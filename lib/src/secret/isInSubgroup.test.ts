import { describe, expect, test } from 'vitest'
import { babyJubjubVectors } from '../testing/vectors.ts'
import { ExtendedPoint } from './babyJubjub.ts'
import { isInSubgroup } from './isInSubgroup.ts'

describe('isInSubgroup', () => {
  const eighth = babyJubjubVectors.outsideSubgroup.find(({ name }) => name === 'a point of order 8')
  const torsion = Array.from({ length: 8 }, (_, k) =>
    ExtendedPoint.fromAffine(eighth?.point ?? { x: 0n, y: 1n }).multiplyUnsafe(BigInt(k)),
  )

  test('knows every coset of the subgroup', () => {
    const cosets = babyJubjubVectors.points.flatMap(({ point }) =>
      torsion.map((each) => ExtendedPoint.fromAffine(point).add(each).toAffine()),
    )
    const expected = cosets.map((_, index) => index % 8 === 0)
    expect(cosets.map(isInSubgroup)).toEqual(expected)
  })

  test('agrees with multiplying by the order', () => {
    for (const [k, each] of torsion.entries()) {
      const point = ExtendedPoint.BASE.multiplyUnsafe(BigInt(k + 5)).add(each)
      expect(isInSubgroup(point.toAffine())).toBe(point.isTorsionFree())
    }
  })
})
