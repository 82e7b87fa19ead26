import { toBeHex } from 'ethers'
import { describe, expect, test } from 'vitest'
import { WorldIdProofInvalidError, WorldIdResultMismatchError } from '../errors/enrolmentErrors.ts'
import { SNARK_SCALAR_FIELD } from '../field/snarkScalarField.ts'
import type { WorldIdResult } from '../wire/enrolment.ts'
import { commitmentSignal } from './commitmentSignal.ts'
import { hashSignal } from './hashSignal.ts'
import { verifyWorldIdResult } from './verifyWorldIdResult.ts'

const request = {
  nonce: toBeHex(42n, 32),
  action: 'psephos-enrol-0x5fbdb2315678afecb367f032d93f642f64180aa3-0',
  signal: commitmentSignal(7n),
  environment: 'staging',
} as const

const response: WorldIdResult['responses'][number] = {
  identifier: 'proof_of_human',
  issuer_schema_id: 1,
  proof: ['1', '2', '27', '0', '0'],
  nullifier: toBeHex(99n, 32),
  expires_at_min: 1_800_000_000,
  signal_hash: toBeHex(hashSignal(request.signal), 32),
}

const passport = { ...response, identifier: 'passport', issuer_schema_id: 9303, nullifier: '5' }

const result: WorldIdResult = {
  protocol_version: '4.0',
  nonce: request.nonce,
  action: request.action,
  environment: 'staging',
  responses: [response],
}

const verify = (changed: Partial<WorldIdResult>) =>
  verifyWorldIdResult({ request, result: { ...result, ...changed }, issuerSchemaId: 1 })

const verifyResponse = (changed: Partial<typeof response>) =>
  verify({ responses: [{ ...response, ...changed }] })

describe('verifyWorldIdResult', () => {
  test('returns the credential of the response we asked for', () => {
    expect(verify({})).toEqual({
      nullifier: 99n,
      nonce: 42n,
      expiresAtMin: 1_800_000_000n,
      proof: [1n, 2n, 27n, 0n, 0n],
    })
  })

  test('passes over responses with other credentials', () => {
    expect(verify({ responses: [passport, response] }).nullifier).toBe(99n)
  })

  test('reads a nonce however it is padded', () => {
    expect(verify({ nonce: '0x2a' }).nonce).toBe(42n)
  })

  test('reads a proof in hex only where 0x says so', () => {
    expect(verifyResponse({ proof: ['0x10', '10', '0', '0', '0'] }).proof.slice(0, 2)).toEqual([
      16n,
      10n,
    ])
  })

  test.each<[string, Partial<WorldIdResult>]>([
    ['environment', { environment: 'production' }],
    ['action', { action: `${request.action}1` }],
    ['nonce', { nonce: toBeHex(43n, 32) }],
    ['nonce', { nonce: '' }],
    ['issuer_schema_id', { responses: [passport] }],
    ['issuer_schema_id', { responses: [response, response] }],
    ['identifier', { responses: [{ ...response, identifier: 'passport' }] }],
    ['signal_hash', { responses: [{ ...response, signal_hash: toBeHex(hashSignal(''), 32) }] }],
    ['signal_hash', { responses: [{ ...response, signal_hash: undefined }] }],
  ])('refuses another %s', (field, changed) => {
    expect(() => verify(changed)).toThrow(new WorldIdResultMismatchError({ field }))
  })

  test('takes the last nullifier of the field and none beyond', () => {
    const last = SNARK_SCALAR_FIELD - 1n
    expect(verifyResponse({ nullifier: String(last) }).nullifier).toBe(last)
    expect(() => verifyResponse({ nullifier: String(last + 1n) })).toThrow(WorldIdProofInvalidError)
  })

  test.each(['', '-1', ' 1', '1e3', 'ff', '0x', `1${'0'.repeat(78)}`])(
    'refuses %j as a nullifier and as a word of a proof',
    (text) => {
      expect(() => verifyResponse({ nullifier: text })).toThrow(WorldIdProofInvalidError)
      expect(() => verifyResponse({ proof: ['0', '0', text, '0', '0'] })).toThrow(
        WorldIdProofInvalidError,
      )
    },
  )

  test('takes the largest word of a proof and none beyond', () => {
    const largest = (1n << 256n) - 1n
    expect(verifyResponse({ proof: ['0', '0', '0', '0', String(largest)] }).proof[4]).toBe(largest)
    expect(() => verifyResponse({ proof: ['0', '0', '0', '0', String(largest + 1n)] })).toThrow(
      WorldIdProofInvalidError,
    )
  })
})
