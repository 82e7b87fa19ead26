import { describe, expect, test } from 'vitest'
import { decryptEnvelope, encryptEnvelope } from './bridgeEnvelope.ts'

const key = Buffer.alloc(32, 7)

describe('encryptEnvelope', () => {
  test('is read with the same key only', () => {
    const envelope = encryptEnvelope({ key, plaintext: 'Ψῆφος' })
    expect(decryptEnvelope({ key, envelope })).toBe('Ψῆφος')
    expect(decryptEnvelope({ key: Buffer.alloc(32, 8), envelope })).toBeNull()
  })

  test('draws another IV each time', () => {
    const ivs = [1, 2].map(() => encryptEnvelope({ key, plaintext: '' }).iv)
    expect(new Set(ivs).size).toBe(2)
  })
})

describe('decryptEnvelope', () => {
  test('returns null for a payload that was changed or cut', () => {
    const envelope = encryptEnvelope({ key, plaintext: 'a' })
    const bytes = Buffer.from(envelope.payload, 'base64')
    bytes[0] = (bytes[0] ?? 0) ^ 1
    for (const payload of [bytes.toString('base64'), 'AAAA', '']) {
      expect(decryptEnvelope({ key, envelope: { ...envelope, payload } })).toBeNull()
    }
  })
})
