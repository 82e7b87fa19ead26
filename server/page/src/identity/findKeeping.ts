import type { IdentityRecord } from './identityRecords.ts'

/** How an identity is kept, in the words of the page. */
export type Keeping = 'passkey' | 'passkeyHere' | 'passkeyFile' | 'wallet' | 'file' | 'browser'

/**
 * Returns how an identity is kept. `passkeyHere`: in a passkey that is not synced; `passkeyFile`: there
 * and in a backup file; `browser`: in this browser and nowhere else.
 */
export function findKeeping(identity: IdentityRecord): Keeping {
  switch (identity.kind) {
    case 'passkey':
      if (identity.isBackedUp) return 'passkey'
      return identity.hasBackup === true ? 'passkeyFile' : 'passkeyHere'
    case 'wallet':
      return 'wallet'
    case 'generated':
      return identity.hasBackup ? 'file' : 'browser'
  }
}
