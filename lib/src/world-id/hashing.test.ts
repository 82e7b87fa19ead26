import { hashSignal as hashSignalOfIdKit } from '@worldcoin/idkit-core/hashing'
import { toBeHex } from 'ethers'
import { describe, expect, test } from 'vitest'
import { commitmentSignal } from './commitmentSignal.ts'
import { hashAction } from './hashAction.ts'
import { hashSignal } from './hashSignal.ts'
import { hashToField } from './hashToField.ts'
import { legacyExternalNullifier } from './legacyExternalNullifier.ts'

const EMPTY = '0x00c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a4'
const VOTE_1 = '0x008a5fa11d269cadf76c8676488bc6202b8a35e193e54d8785de415b3e91da19'

describe('hashToField', () => {
  test('drops the last byte of keccak256', () => {
    expect(toBeHex(hashToField(new Uint8Array()), 32)).toBe(EMPTY)
  })
})

describe('hashAction', () => {
  test('gives the published value', () => {
    expect(toBeHex(hashAction('vote-1'), 32)).toBe(VOTE_1)
  })

  test('never reads an action as hex', () => {
    expect(hashAction('0xff')).not.toBe(hashSignal('0xff'))
  })
})

describe('hashSignal', () => {
  test.each([
    ['', EMPTY],
    ['vote-1', VOTE_1],
  ])('gives the published value for %j', (signal, hash) => {
    expect(toBeHex(hashSignal(signal), 32)).toBe(hash)
  })

  test.each([
    '',
    'vote-1',
    'Ψῆφος',
    '0x',
    '0x0',
    '0xff',
    '0xFf00',
    '0xzz',
    'ff',
    commitmentSignal(0n),
    commitmentSignal((1n << 253n) + 7n),
  ])('agrees with IDKit on %j', (signal) => {
    expect(toBeHex(hashSignal(signal), 32)).toBe(hashSignalOfIdKit(signal))
  })

  test('agrees with IDKit on bytes', () => {
    const bytes = Uint8Array.of(0, 1, 255)
    expect(toBeHex(hashSignal(bytes), 32)).toBe(hashSignalOfIdKit(bytes))
  })
})

describe('commitmentSignal', () => {
  test('is 32 bytes even for the smallest commitment', () => {
    expect(commitmentSignal(1n)).toBe(`0x${'0'.repeat(63)}1`)
  })

  test('is hashed as the bytes of a uint256', () => {
    const bytes = new Uint8Array(32)
    bytes[31] = 5
    expect(hashSignal(commitmentSignal(5n))).toBe(hashToField(bytes))
  })
})

describe('legacyExternalNullifier', () => {
  test('gives the published value', () => {
    const hash = legacyExternalNullifier({ appId: 'app_staging_123', action: 'vote-1' })
    expect(toBeHex(hash, 32)).toBe(
      '0x003a2ac34af7478603b58514a2556a4ea44dd012cf371edb7dea5a345d6f157e',
    )
  })

  test('never reads an app or an action as hex', () => {
    const hash = legacyExternalNullifier({ appId: '0xff', action: '0xff' })
    expect(hash).not.toBe(legacyExternalNullifier({ appId: '\xff', action: '\xff' }))
  })
})
