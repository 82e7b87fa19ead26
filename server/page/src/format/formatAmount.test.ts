import { describe, expect, test } from 'vitest'
import { formatAmount } from './formatAmount.ts'

describe('formatAmount', () => {
  test('is exact to the last wei, where a double would not be', () => {
    expect(formatAmount(1n, 'en')).toBe('0.000000000000000001')
    expect(formatAmount(123_000_000_000_000_000_001n, 'en')).toBe('123.000000000000000001')
  })

  test('leaves zeros at the end away', () => {
    expect(formatAmount(1_500_000_000_000_000_000n, 'en')).toBe('1.5')
    expect(formatAmount(0n, 'en')).toBe('0')
  })

  test('writes as the language does', () => {
    expect(formatAmount(1_500_000_000_000_000_000_000n, 'de')).toBe('1.500')
    expect(formatAmount(1_500_000_000_000_000_000n, 'fr')).toBe('1,5')
  })
})
