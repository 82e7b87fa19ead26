import { beforeAll, describe, expect, test } from 'vitest'
import { SNARK_BASE_FIELD } from '../field/snarkBaseField.ts'
import { twistPointVectors } from '../testing/vectors.ts'
import { createSubgroupCheck } from './createSubgroupCheck.ts'
import { bytesOf, type Curve, loadCurve, type Pointer } from './loadCurve.ts'
import { writeG2 } from './writePoints.ts'

let curve: Curve
let isInSubgroup: (point: Pointer) => boolean
let pointer: Pointer
beforeAll(async () => {
  curve = await loadCurve()
  isInSubgroup = createSubgroupCheck(curve)
  pointer = curve.allocate(bytesOf.g2Affine)
})

// Among the points is one of each prime that divides the cofactor, and no prime divides it twice. The
// points for which the check's equation holds are a group: had it one outside of the subgroup, it
// would have all those of some such prime order. So these few points are all that there is to try.
describe('createSubgroupCheck', () => {
  test.each(twistPointVectors.points)('knows $name', ({ x, y, isInSubgroup: expected }) => {
    writeG2(curve, pointer, [x[1], x[0], y[1], y[0]])
    expect(curve.wasm.g2m_inCurveAffine(pointer)).toBe(1)
    expect(isInSubgroup(pointer)).toBe(expected)
    writeG2(curve, pointer, [x[1], x[0], negate(y[1]), negate(y[0])])
    expect(isInSubgroup(pointer)).toBe(expected)
  })

  test('leaves nothing behind: what it said before does not matter', () => {
    for (const { x, y, isInSubgroup: expected } of twistPointVectors.points.toReversed()) {
      writeG2(curve, pointer, [x[1], x[0], y[1], y[0]])
      expect([isInSubgroup(pointer), isInSubgroup(pointer)]).toEqual([expected, expected])
    }
  })
})

const negate = (coordinate: bigint): bigint => (SNARK_BASE_FIELD - coordinate) % SNARK_BASE_FIELD
