import type { Identity } from '@psephos/lib'
import { encodeSecret } from './encodeSecret.ts'
import { heldSecrets } from './heldSecrets.ts'
import type { IdentityRecord } from './identityRecords.ts'

/** Where an identity's secret comes from. */
export type Custody =
  | { kind: 'passkey'; credentialId: string; isBackedUp: boolean }
  | { kind: 'wallet' }
  | { kind: 'generated'; hasBackup: boolean }

/**
 * Returns what this browser keeps of an identity, not yet kept and not yet enrolled. The tab holds
 * the secret of a passkey's or a wallet's, of which nothing secret is kept.
 */
export function createIdentityRecord(
  identity: Pick<Identity, 'commitment' | 'privateKey'>,
  custody: Custody,
): IdentityRecord {
  const { commitment } = identity
  const secret = encodeSecret(identity)
  const common = {
    version: 2,
    commitment,
    index: null,
    worldIdRequest: null,
    worldIdResult: null,
  } as const
  if (custody.kind === 'generated') return { ...common, ...custody, secret }
  heldSecrets.hold(commitment, secret)
  return { ...common, ...custody }
}
