import type { DecryptionTask } from '@psephos/lib'
import { describe, expect, test } from 'vitest'
import {
  type Decryptable,
  type RequireDecryptableOptions,
  requireDecryptable,
} from './requireDecryptable.ts'

const r = { x: 1n, y: 2n } as NonNullable<DecryptionTask['r']>
const box = `0x${'b0'.repeat(20)}`
const task: Decryptable = {
  ...{ box, doubt: null, isClosed: true, isBuried: true, isFinal: false, isDevelopment: false, r },
}
const artifacts = 'keys'

describe('what a trustee is asked to decrypt', () => {
  test('is decrypted when the box is known and closed', () => {
    expect(requireDecryptable(task, { artifacts })).toBe(r)
    expect(requireDecryptable(task, { artifacts, box })).toBe(r)
    expect(requireDecryptable({ ...task, doubt: 'unknown' }, { artifacts, box })).toBe(r)
    const development = { artifacts, allowDevelopmentKeys: true }
    expect(requireDecryptable({ ...task, isDevelopment: true }, development)).toBe(r)
  })

  const pinned = { artifacts, box, allowDevelopmentKeys: true }
  const elsewhere = { artifacts, box: `0x${'b1'.repeat(20)}` }
  test.each<[string, Partial<Decryptable>, RequireDecryptableOptions, string]>([
    ['another box than was named', {}, elsewhere, 'BALLOT_BOX_UNKNOWN'],
    ['foreign code, even if named', { doubt: 'code' }, pinned, 'BALLOT_BOX_UNKNOWN'],
    ['other keys, even if named', { doubt: 'keys' }, pinned, 'VERIFICATION_KEYS_DIFFER'],
    ['no keys to compare', { doubt: 'unknown' }, { artifacts }, 'VERIFICATION_KEYS_MISSING'],
    ['keys without a ceremony', { isDevelopment: true }, { artifacts, box }, 'DEVELOPMENT_KEYS'],
    ['a box that is not closed', { isClosed: false, r: null }, pinned, 'ELECTION_NOT_CLOSED'],
    ['sums that the chain may take back', { isBuried: false }, pinned, 'ELECTION_NOT_BURIED'],
    ['totals that are known', { isFinal: true }, pinned, 'TOTALS_KNOWN'],
    ['an election without ballots', { r: null }, pinned, 'NOTHING_TO_DECRYPT'],
  ])('is not with %s', (_, changed, options, code) => {
    expect(() => requireDecryptable({ ...task, ...changed }, options)).toThrow(
      expect.objectContaining({ code }),
    )
  })
})
