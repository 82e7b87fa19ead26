import type { IdentityRecord } from './identityRecords.ts'

/** How an identity is kept, in the words of the page. */
export type Keeping = 'passkey' | 'passkeyHere' | 'wallet' | 'file' | 'browser'

/**
 * Returns how an identity is kept. `passkeyHere`: in a passkey that is not synced; `browser`: in this
 * browser and nowhere else.
 */
export function findKeeping(identity: IdentityRecord): Keeping {
  switch (identity.kind) {
    case 'passkey':
      return identity.isBackedUp ? 'passkey' : 'passkeyHere'
    case 'wallet':
      return 'wallet'
    case 'generated':
      return identity.hasBackup ? 'file' : 'browser'
  }
}
