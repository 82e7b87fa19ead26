import type { WireSpace } from '@psephos/lib'
import { type ReactNode, useEffect } from 'react'
import { useWallet } from '../wallet/useWallet.tsx'
import type { IdentityRecord } from './identityRecords.ts'
import { loadDerivation, unlockIdentity } from './unlockIdentity.ts'

/** What {@link useIdentitySecret} returns. */
export type IdentitySecret = {
  /** {@link unlockIdentity} with the wallets of this browser. */
  unlock(record: IdentityRecord): Promise<string>
  /** Goes somewhere into the component: the dialog in which one chooses a wallet. */
  dialog: ReactNode
}

/**
 * Gives the secret of an identity to whoever needs it for a moment. Keep it in no state.
 * @param expected The identity that will most likely be asked for; null while there is none.
 */
export function useIdentitySecret(
  space: Pick<WireSpace, 'chainId' | 'group'>,
  expected: Pick<IdentityRecord, 'kind'> | null,
): IdentitySecret {
  const { connect, dialog } = useWallet()
  const isDerived = expected !== null && expected.kind !== 'generated'
  useEffect(() => {
    // What fails here is said when the secret is asked for.
    if (isDerived) loadDerivation().catch(() => {})
  }, [isDerived])
  return { unlock: (record) => unlockIdentity({ space, record, connectWallet: connect }), dialog }
}
