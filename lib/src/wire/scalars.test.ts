import { describe, expect, test } from 'vitest'
import { wireAddress, wireHash, wireTimestamp, wireUint } from './scalars.ts'

const large = (1n << 256n) - 1n

describe('wireUint', () => {
  test.each([0n, 1n, large])('reads %d', (value) => {
    expect(wireUint.parse(String(value))).toBe(value)
  })

  test.each([
    '',
    '-1',
    '+1',
    '01',
    ' 1',
    '1.0',
    '1e3',
    '0x1',
    '١',
    String(large + 1n),
    '9'.repeat(79),
    1,
    null,
  ])('refuses %j', (value) => {
    expect(wireUint.safeParse(value).success).toBe(false)
  })
})

describe('wireAddress', () => {
  test('reads any spelling as lower case', () => {
    expect(wireAddress.parse(`0x${'aB'.repeat(20)}`)).toBe(`0x${'ab'.repeat(20)}`)
  })

  test.each(['0x', `0x${'a'.repeat(39)}`, `0x${'a'.repeat(41)}`, `0x${'g'.repeat(40)}`])(
    'refuses %j',
    (value) => {
      expect(wireAddress.safeParse(value).success).toBe(false)
    },
  )
})

describe('wireHash', () => {
  test('takes 32 bytes in lower case and nothing else', () => {
    expect(wireHash.safeParse(`0x${'ab'.repeat(32)}`).success).toBe(true)
    expect(wireHash.safeParse(`0x${'AB'.repeat(32)}`).success).toBe(false)
    expect(wireHash.safeParse(`0x${'ab'.repeat(31)}`).success).toBe(false)
  })
})

describe('wireTimestamp', () => {
  test('takes whole seconds from 1970 on', () => {
    expect(wireTimestamp.safeParse(0).success).toBe(true)
    expect(wireTimestamp.safeParse(-1).success).toBe(false)
    expect(wireTimestamp.safeParse(0.5).success).toBe(false)
  })
})
