import { beforeAll, describe, expect, test } from 'vitest'
import { SNARK_BASE_FIELD } from '../field/snarkBaseField.ts'
import { twistPointVectors } from '../testing/vectors.ts'
import { createPreparation, PREPARED_BYTES } from './createPreparation.ts'
import { bytesOf, type Curve, loadCurve, type Pointer } from './loadCurve.ts'
import { writeG2 } from './writePoints.ts'

let curve: Curve
let isInSubgroup: (point: Pointer) => boolean
let pointer: Pointer
beforeAll(async () => {
  curve = await loadCurve()
  const prepare = createPreparation(curve)
  const prepared = curve.allocate(PREPARED_BYTES)
  isInSubgroup = (point) => prepare(point, prepared)
  pointer = curve.allocate(bytesOf.g2Affine)
})

// Among the points is one of each prime that divides the cofactor, alone and beside one of the
// subgroup, and no prime divides it twice.
describe('createPreparation', () => {
  test.each(twistPointVectors.points)('knows $name', ({ x, y, isInSubgroup: expected }) => {
    writeG2(curve, pointer, [x[1], x[0], y[1], y[0]])
    expect(curve.wasm.g2m_inCurveAffine(pointer)).toBe(1)
    expect(isInSubgroup(pointer)).toBe(expected)
    writeG2(curve, pointer, [x[1], x[0], negate(y[1]), negate(y[0])])
    expect(isInSubgroup(pointer)).toBe(expected)
  })

  test('compares what is equal on the subgroup alone', () => {
    const x = 4965661367192848881n
    const trace = 6n * x ** 2n + 1n
    const order = SNARK_BASE_FIELD + 1n - trace
    const cofactor = 2n * SNARK_BASE_FIELD - order
    // ψ² = trace·ψ − q, by which 6x+2 + ψ − ψ² + ψ³ is a·ψ + b. What such a map sends to infinity has
    // an order that divides its norm.
    const a = trace ** 2n - SNARK_BASE_FIELD - trace + 1n
    const b = SNARK_BASE_FIELD * (1n - trace) + 6n * x + 2n
    const norm = a * a * SNARK_BASE_FIELD + a * b * trace + b * b
    expect(norm % order).toBe(0n)
    expect(gcd(norm, cofactor)).toBe(1n)
  })

  test('leaves nothing behind: what it said before does not matter', () => {
    for (const { x, y, isInSubgroup: expected } of twistPointVectors.points.toReversed()) {
      writeG2(curve, pointer, [x[1], x[0], y[1], y[0]])
      expect([isInSubgroup(pointer), isInSubgroup(pointer)]).toEqual([expected, expected])
    }
  })
})

const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? a : gcd(b, a % b))
const negate = (coordinate: bigint): bigint => (SNARK_BASE_FIELD - coordinate) % SNARK_BASE_FIELD
