import { describe, expect, test } from 'vitest'
import { FieldElementOutOfRangeError } from '../errors/ballotErrors.ts'
import { toScope } from './Scope.ts'

describe('toScope', () => {
  test.each([0n, (1n << 256n) - 1n])('takes %d', (value) => {
    expect(toScope(value)).toBe(value)
  })

  test.each([-1n, 1n << 256n])('refuses %d', (value) => {
    expect(() => toScope(value)).toThrow(FieldElementOutOfRangeError)
  })
})
