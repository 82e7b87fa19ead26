import { describe, expect, test } from 'vitest'
import { findLosses } from './findLosses.ts'
import type { IdentityRecord } from './identityRecords.ts'

const common = {
  version: 2,
  commitment: 1n,
  index: 0,
  worldIdRequest: null,
  worldIdResult: null,
} as const
const secret = '0'.repeat(64)
const only: IdentityRecord = { ...common, kind: 'generated', secret, hasBackup: false }
const saved: IdentityRecord = { ...common, kind: 'generated', secret, hasBackup: true }
const wallet: IdentityRecord = { ...common, kind: 'wallet' }
const passkey: IdentityRecord = {
  ...common,
  kind: 'passkey',
  credentialId: 'id',
  isBackedUp: false,
}

describe('findLosses', () => {
  test.each([
    [only, 'none'],
    [saved, 'file'],
    [wallet, 'wallet'],
    [passkey, 'passkey'],
    [null, null],
  ] as const)('tells what brings the identity in use back', (current, wayBack) => {
    expect(findLosses({ current, former: [], next: null })).toEqual({
      wayBack,
      former: 0,
      hasNext: false,
    })
  })

  test('counts the former ones that are nowhere else', () => {
    const former = [only, saved, wallet, only]
    expect(findLosses({ current: wallet, former, next: null })).toMatchObject({
      wayBack: 'wallet',
      former: 2,
    })
  })

  test('sees the one that is to replace another', () => {
    expect(findLosses({ current: wallet, former: [], next: only }).hasNext).toBe(true)
    expect(findLosses({ current: wallet, former: [], next: saved }).hasNext).toBe(false)
  })
})
