import { PsephosError } from '@psephos/lib'
import type { TFunction } from 'i18next'
import { WalletFailedError } from '../wallet/walletErrors.ts'
import {
  OtherAccountError,
  OtherIdentityError,
  PageOutdatedError,
  PartUnavailableError,
  RevisionUnbelievableError,
  StorageUnavailableError,
  WorldIdFailedError,
} from './pageErrors.ts'

/** What happened, and what to do. */
export type FailureMessage = { what: string; next: string }

/**
 * Returns what happened and what to do, whatever was thrown.
 * @param t The sentences of the namespace `failures`.
 */
export function describeFailure(error: unknown, t: TFunction<'failures'>): FailureMessage {
  if (error instanceof PsephosError) {
    const { code, details } = error
    // Some sentences say more where the error tells the facts; the others stay as they are.
    const facts = { ...details, ...(Object.keys(details).length > 0 && { context: 'detailed' }) }
    return { what: t(`psephos.${code}.what`, facts), next: t(`psephos.${code}.next`, facts) }
  }
  if (error instanceof WorldIdFailedError) {
    const { code } = error
    return { what: t(`worldId.${code}.what`), next: t(`worldId.${code}.next`) }
  }
  if (error instanceof WalletFailedError) {
    const { failure } = error
    return { what: t(`wallet.${failure}.what`), next: t(`wallet.${failure}.next`) }
  }
  const kind = findBrowserFailure(error)
  return { what: t(`browser.${kind}.what`), next: t(`browser.${kind}.next`) }
}

function findBrowserFailure(
  error: unknown,
): 'storage' | 'otherAccount' | 'otherIdentity' | 'part' | 'outdated' | 'revision' | 'unknown' {
  if (error instanceof StorageUnavailableError) return 'storage'
  if (error instanceof OtherAccountError) return 'otherAccount'
  if (error instanceof OtherIdentityError) return 'otherIdentity'
  if (error instanceof PartUnavailableError) return 'part'
  if (error instanceof PageOutdatedError) return 'outdated'
  if (error instanceof RevisionUnbelievableError) return 'revision'
  return 'unknown'
}
