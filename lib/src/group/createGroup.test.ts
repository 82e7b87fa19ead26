import { describe, expect, test } from 'vitest'
import { FieldElementOutOfRangeError } from '../errors/ballotErrors.ts'
import { SNARK_SCALAR_FIELD } from '../field/snarkScalarField.ts'
import { createGroup } from './createGroup.ts'

describe('createGroup', () => {
  test('has root 0 without members', () => {
    expect(createGroup({ members: [] }).root).toBe(0n)
  })

  test('keeps its members in order', () => {
    const { size, members } = createGroup({ members: [3n, 1n, 2n] })
    expect({ size, members }).toEqual({ size: 3, members: [3n, 1n, 2n] })
  })

  test.each([0n, SNARK_SCALAR_FIELD])('refuses the member %d', (member) => {
    expect(() => createGroup({ members: [1n, member] })).toThrow(FieldElementOutOfRangeError)
  })
})
