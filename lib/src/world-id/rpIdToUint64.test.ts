import { describe, expect, test } from 'vitest'
import { ConfigurationInvalidError } from '../errors/serverErrors.ts'
import { rpIdToUint64 } from './rpIdToUint64.ts'

describe('rpIdToUint64', () => {
  test('reads the 8 bytes as one big-endian number', () => {
    expect(rpIdToUint64('rp_0123456789abcdef')).toBe(0x0123456789abcdefn)
    expect(rpIdToUint64('rp_ffffffffffffffff')).toBe((1n << 64n) - 1n)
  })

  test.each(['', 'rp_', 'rp_0123456789ABCDEF', 'rp_0123456789abcde', 'app_0123456789abcdef'])(
    'rejects %j',
    (rpId) => {
      expect(() => rpIdToUint64(rpId)).toThrow(ConfigurationInvalidError)
    },
  )
})
