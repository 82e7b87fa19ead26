import { describe, expect, test } from 'vitest'
import { drawPassphrase } from './drawPassphrase.ts'

describe('drawPassphrase', () => {
  test('draws twenty signs, others each time', () => {
    const drawn = Array.from({ length: 50 }, drawPassphrase)
    for (const passphrase of drawn)
      expect(passphrase).toMatch(/^([a-hijkmnp-z2-9]{4}-){4}[a-z2-9]{4}$/)
    expect(new Set(drawn).size).toBe(drawn.length)
  })
})
