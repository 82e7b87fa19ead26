import { describe, expect, test } from 'vitest'
import { formatAmount } from './formatAmount.ts'

/** The decimal separator depends on the machine's language. */
const point = (1.5).toLocaleString().charAt(1)

describe('formatAmount', () => {
  test('names the chain’s currency', () => {
    expect(formatAmount(10n ** 18n, 1)).toBe('1 ETH')
    expect(formatAmount(10n ** 18n, 137)).toBe('1 POL')
    expect(formatAmount(10n ** 18n, 5_318_008)).toBe('1 of the chain’s own currency')
  })

  test('is exact to the last wei, where a double would not be', () => {
    expect(formatAmount(1n, 1)).toBe(`0${point}000000000000000001 ETH`)
    expect(formatAmount(123_000_000_000_000_000_001n, 1)).toBe(`123${point}000000000000000001 ETH`)
  })

  test('leaves zeros at the end away', () => {
    expect(formatAmount(1_500_000_000_000_000_000n, 1)).toBe(`1${point}5 ETH`)
    expect(formatAmount(0n, 1)).toBe('0 ETH')
  })
})
