import { describe, expect, test } from 'vitest'
import { FieldElementOutOfRangeError } from '../errors/ballotErrors.ts'
import { SNARK_SCALAR_FIELD } from '../field/snarkScalarField.ts'
import { toCommitment } from './Commitment.ts'

describe('toCommitment', () => {
  test.each([1n, SNARK_SCALAR_FIELD - 1n])('takes %d', (value) => {
    expect(toCommitment(value)).toBe(value)
  })

  test.each([-1n, 0n, SNARK_SCALAR_FIELD])('refuses %d', (value) => {
    expect(() => toCommitment(value)).toThrow(FieldElementOutOfRangeError)
    expect(() => toCommitment(value)).toThrow('commitment')
  })
})
