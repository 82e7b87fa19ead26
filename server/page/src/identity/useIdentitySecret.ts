import type { WireSpace } from '@psephos/lib'
import type { ReactNode } from 'react'
import { useWallet } from '../wallet/useWallet.tsx'
import type { IdentityRecord } from './identityRecords.ts'
import { unlockIdentity } from './unlockIdentity.ts'

/** What {@link useIdentitySecret} returns. */
export type IdentitySecret = {
  /** {@link unlockIdentity} with the wallets of this browser. */
  unlock(record: IdentityRecord): Promise<string>
  /** Goes somewhere into the component: the dialog in which one chooses a wallet. */
  dialog: ReactNode
}

/** Gives the secret of an identity to whoever needs it for a moment. Keep it in no state. */
export function useIdentitySecret(space: Pick<WireSpace, 'chainId' | 'group'>): IdentitySecret {
  const { connect, dialog } = useWallet()
  return { unlock: (record) => unlockIdentity({ space, record, connectWallet: connect }), dialog }
}
