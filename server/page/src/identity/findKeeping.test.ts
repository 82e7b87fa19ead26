import { expect, test } from 'vitest'
import { findKeeping } from './findKeeping.ts'

const common = {
  version: 2,
  commitment: 1n,
  index: null,
  worldIdRequest: null,
  worldIdResult: null,
} as const

test('findKeeping tells a passkey that is nowhere else from one with a backup file', () => {
  const passkey = { ...common, kind: 'passkey', credentialId: 'AAAA' } as const
  expect(findKeeping({ ...passkey, isBackedUp: false })).toBe('passkeyHere')
  expect(findKeeping({ ...passkey, isBackedUp: false, hasBackup: true })).toBe('passkeyFile')
  expect(findKeeping({ ...passkey, isBackedUp: true, hasBackup: true })).toBe('passkey')
})

test('findKeeping tells a secret in this browser alone from one with a backup file', () => {
  const generated = { ...common, kind: 'generated', secret: '0'.repeat(64) } as const
  expect(findKeeping({ ...generated, hasBackup: false })).toBe('browser')
  expect(findKeeping({ ...generated, hasBackup: true })).toBe('file')
})
