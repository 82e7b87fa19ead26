import { describe, expect, test } from 'vitest'
import { generateNullifier } from './generateNullifier.ts'

const parameters = {
  walletKey: `0x${'22'.repeat(32)}`,
  person: 1,
  rpId: 'rp_0123456789abcdef',
  action: 7n,
}

describe('generateNullifier', () => {
  test('is the same each time', () => {
    expect(generateNullifier(parameters)).toBe(generateNullifier({ ...parameters }))
  })

  test.each([
    { person: 2 },
    { rpId: 'rp_0123456789abcdee' },
    { action: 8n },
    { walletKey: `0x${'23'.repeat(32)}` },
  ])('is another one with %o', (changed) => {
    expect(generateNullifier({ ...parameters, ...changed })).not.toBe(generateNullifier(parameters))
  })

  test('is below 2^248, and so below the field', () => {
    expect(generateNullifier(parameters)).toBeLessThan(1n << 248n)
  })

  test('takes the last person there is', () => {
    const person = Number.MAX_SAFE_INTEGER
    expect(generateNullifier({ ...parameters, person })).toBeGreaterThan(0n)
  })
})
