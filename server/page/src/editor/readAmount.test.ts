import { describe, expect, test } from 'vitest'
import { readAmount } from './readAmount.ts'

describe('readAmount', () => {
  test('is exact, where a double would not be', () => {
    expect(readAmount('1.5', 18)).toBe(1_500_000_000_000_000_000n)
    expect(readAmount('0.000000000000000001', 18)).toBe(1n)
    expect(readAmount(' 123456789012345678901234.5 ', 1)).toBe(1_234_567_890_123_456_789_012_345n)
    expect(readAmount('7', 0)).toBe(7n)
    expect(readAmount('7.00', 0)).toBe(7n)
  })

  test('guesses nothing', () => {
    for (const text of ['', '1,5', '1.', '.5', '-1', '1e18', '0x10', '1 000']) {
      expect(readAmount(text, 18)).toBe('form')
    }
  })

  test('says what does not fit', () => {
    expect(readAmount('0.001', 2)).toBe('fine')
    expect(readAmount(String(1n << 256n), 0)).toBe('large')
    expect(readAmount(String((1n << 256n) - 1n), 0)).toBe((1n << 256n) - 1n)
  })
})
