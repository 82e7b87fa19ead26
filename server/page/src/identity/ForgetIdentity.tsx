import { AlertDialog } from '@base-ui/react/alert-dialog'
import type { WireSpace } from '@psephos/lib'
import { useTranslation } from 'react-i18next'
import type { IdentityRecord } from './identityRecords.ts'
import { forgetIdentity } from './keepIdentity.ts'

/** What {@link ForgetIdentity} takes. */
export type ForgetIdentityProps = { space: WireSpace; identity: IdentityRecord }

/** Forgets an identity on this device, after a question that says whether it can come back. */
export function ForgetIdentity({ space, identity }: ForgetIdentityProps) {
  const { t } = useTranslation('custody')
  const isOnlyCopy = identity.kind === 'generated' && !identity.hasBackup
  const way = identity.kind === 'generated' ? (isOnlyCopy ? 'none' : 'file') : identity.kind
  return (
    <AlertDialog.Root>
      <AlertDialog.Trigger className="button button-quiet">
        {t('forget.action')}
      </AlertDialog.Trigger>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className="dialog-backdrop" />
        <AlertDialog.Popup className="dialog">
          <AlertDialog.Title className="dialog-title">{t('forget.question')}</AlertDialog.Title>
          <AlertDialog.Description>{t(`forget.back.${way}`)}</AlertDialog.Description>
          <p>{t('forget.ballots')}</p>
          <p className="choice-actions">
            <AlertDialog.Close className="button button-quiet">
              {t('forget.keep')}
            </AlertDialog.Close>
            <AlertDialog.Close className="button button-bad" onClick={() => forgetIdentity(space)}>
              {t('forget.confirm')}
            </AlertDialog.Close>
          </p>
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  )
}
