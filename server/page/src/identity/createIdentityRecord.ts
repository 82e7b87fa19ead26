import { createIdentity } from '@psephos/lib'
import type { IdentityRecord } from './identityRecords.ts'

/** Returns a new identity from 32 random bytes, not yet kept and not yet enrolled. */
export function createIdentityRecord(): IdentityRecord {
  const secret = crypto.getRandomValues(new Uint8Array(32))
  return {
    version: 1,
    kind: 'generated',
    secret: encodeHex(secret),
    commitment: createIdentity({ privateKey: secret }).commitment,
    index: null,
    worldIdResult: null,
  }
}

function encodeHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
