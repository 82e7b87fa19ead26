import { describe, expect, test } from 'vitest'
import { FieldElementOutOfRangeError } from '../errors/ballotErrors.ts'
import { SNARK_SCALAR_FIELD } from '../field/snarkScalarField.ts'
import { toNullifier } from './Nullifier.ts'

describe('toNullifier', () => {
  test.each([0n, SNARK_SCALAR_FIELD - 1n])('takes %d', (value) => {
    expect(toNullifier(value)).toBe(value)
  })

  test.each([-1n, SNARK_SCALAR_FIELD])('refuses %d', (value) => {
    expect(() => toNullifier(value)).toThrow(FieldElementOutOfRangeError)
  })
})
