import { toBeHex } from 'ethers'
import { describe, expect, test } from 'vitest'
import {
  CredentialMalformedError,
  WorldIdProofInvalidError,
  WorldIdResultMismatchError,
} from '../errors/enrolmentErrors.ts'
import { SNARK_SCALAR_FIELD } from '../field/snarkScalarField.ts'
import type { WorldIdLegacyResult } from '../wire/enrolment.ts'
import { commitmentSignal } from './commitmentSignal.ts'
import { hashSignal } from './hashSignal.ts'
import { verifyWorldIdLegacyResult } from './verifyWorldIdLegacyResult.ts'
import {
  decodeWorldIdLegacyCredential,
  encodeWorldIdLegacyCredential,
} from './worldIdLegacyCredential.ts'

const request = {
  nonce: toBeHex(42n, 32),
  action: 'psephos-enrol-0x5fbdb2315678afecb367f032d93f642f64180aa3-0',
  signal: commitmentSignal(7n),
  environment: 'staging',
} as const
const words = [1n, 2n, 3n, 4n, 5n, 6n, 7n, (1n << 256n) - 1n] as const
const proof = `0x${words.map((word) => toBeHex(word, 32).slice(2)).join('')}`
const response: WorldIdLegacyResult['responses'][number] = {
  identifier: 'orb',
  proof,
  merkle_root: toBeHex(11n, 32),
  nullifier: toBeHex(99n, 32),
  signal_hash: toBeHex(hashSignal(request.signal), 32),
}
const result: WorldIdLegacyResult = {
  protocol_version: '3.0',
  nonce: request.nonce,
  action: request.action,
  environment: 'staging',
  responses: [response],
}
const credential = { root: 11n, nullifierHash: 99n, proof: words }

const verify = (changed: Partial<WorldIdLegacyResult>) =>
  verifyWorldIdLegacyResult({ request, result: { ...result, ...changed } })
const verifyResponse = (changed: Partial<typeof response>) =>
  verify({ responses: [{ ...response, ...changed }] })

describe('verifyWorldIdLegacyResult', () => {
  test.each(['orb', 'proof_of_human'])('returns the credential of %s', (identifier) => {
    const device = { ...response, identifier: 'device', nullifier: '5' }
    expect(verify({ responses: [device, { ...response, identifier }] })).toEqual(credential)
  })

  test.each<[string, Partial<WorldIdLegacyResult>]>([
    ['environment', { environment: 'production' }],
    ['action', { action: `${request.action}1` }],
    ['nonce', { nonce: toBeHex(43n, 32) }],
    ['nonce', { nonce: '' }],
    ['identifier', { responses: [{ ...response, identifier: 'device' }] }],
    ['identifier', { responses: [response, { ...response, identifier: 'proof_of_human' }] }],
    ['signal_hash', { responses: [{ ...response, signal_hash: toBeHex(hashSignal(''), 32) }] }],
    ['signal_hash', { responses: [{ ...response, signal_hash: undefined }] }],
  ])('refuses another %s', (field, changed) => {
    expect(() => verify(changed)).toThrow(new WorldIdResultMismatchError({ field }))
  })

  test.each(['', '-1', 'ff', String(SNARK_SCALAR_FIELD)])(
    'refuses %j as nullifier and as root',
    (text) => {
      expect(() => verifyResponse({ nullifier: text })).toThrow(WorldIdProofInvalidError)
      expect(() => verifyResponse({ merkle_root: text })).toThrow(WorldIdProofInvalidError)
    },
  )

  test.each(['', '0x', proof.slice(2), proof.slice(0, -1), `${proof}00`, proof.replace('f', 'g')])(
    'refuses a proof that is not eight words',
    (text) => {
      expect(() => verifyResponse({ proof: text })).toThrow(WorldIdProofInvalidError)
    },
  )
})

describe('encodeWorldIdLegacyCredential', () => {
  test('is ten words in the order that the contract decodes', () => {
    const bytes = encodeWorldIdLegacyCredential(credential)
    expect((bytes.slice(2).match(/.{64}/g) ?? []).map((word) => BigInt(`0x${word}`))).toEqual([
      11n,
      99n,
      ...words,
    ])
    expect(decodeWorldIdLegacyCredential(bytes)).toEqual(credential)
  })

  test.each([-1n, 1n << 256n])('refuses the root %d', (root) => {
    expect(() => encodeWorldIdLegacyCredential({ ...credential, root })).toThrow(
      CredentialMalformedError,
    )
  })

  test.each(['', '0x', 'hello', `0x${'00'.repeat(319)}`, `0x${'00'.repeat(321)}`])(
    'decodes nothing else',
    (bytes) => {
      expect(() => decodeWorldIdLegacyCredential(bytes)).toThrow(CredentialMalformedError)
    },
  )
})
