import { dataLength } from 'ethers'
import { describe, expect, test } from 'vitest'
import { CredentialMalformedError } from '../errors/enrolmentErrors.ts'
import {
  decodeWorldIdCredential,
  encodeWorldIdCredential,
  type WorldIdCredential,
} from './worldIdCredential.ts'

const credential: WorldIdCredential = {
  nullifier: 1n,
  nonce: 2n,
  expiresAtMin: (1n << 64n) - 1n,
  proof: [4n, 5n, 6n, 7n, (1n << 256n) - 1n],
}

describe('encodeWorldIdCredential', () => {
  test('is eight words in the order that the contract decodes', () => {
    const bytes = encodeWorldIdCredential(credential)
    expect(dataLength(bytes)).toBe(256)
    expect((bytes.slice(2).match(/.{64}/g) ?? []).map((word) => BigInt(`0x${word}`))).toEqual([
      1n,
      2n,
      credential.expiresAtMin,
      ...credential.proof,
    ])
  })

  test('refuses an expiry beyond 64 bits', () => {
    expect(() => encodeWorldIdCredential({ ...credential, expiresAtMin: 1n << 64n })).toThrow(
      CredentialMalformedError,
    )
  })
})

describe('decodeWorldIdCredential', () => {
  test('returns what was encoded', () => {
    expect(decodeWorldIdCredential(encodeWorldIdCredential(credential))).toEqual(credential)
  })

  test.each([
    encodeWorldIdCredential(credential).slice(0, -2),
    `${encodeWorldIdCredential(credential)}00`,
    `0x${'ff'.repeat(256)}`,
    '0x',
    '',
    'hello',
  ])('refuses bytes that the contract would not take', (bytes) => {
    expect(() => decodeWorldIdCredential(bytes)).toThrow(CredentialMalformedError)
  })
})
