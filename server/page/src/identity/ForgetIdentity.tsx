import { AlertDialog } from '@base-ui/react/alert-dialog'
import type { WireSpace } from '@psephos/lib'
import { useTranslation } from 'react-i18next'
import { findLosses } from './findLosses.ts'
import {
  formerIdentityRecords,
  getIdentityName,
  identityRecords,
  nextIdentityRecords,
} from './identityRecords.ts'
import { forgetIdentity } from './keepIdentity.ts'

/** What {@link ForgetIdentity} takes. */
export type ForgetIdentityProps = {
  space: WireSpace
  /** Called when it is done. */
  onForget: () => void
}

/** Forgets a space's identities on this device, after a question that says which can come back. */
export function ForgetIdentity({ space, onForget }: ForgetIdentityProps) {
  const { t } = useTranslation('custody')
  const name = getIdentityName(space)
  const { wayBack, former, hasNext } = findLosses({
    current: identityRecords.useRecord(name),
    former: formerIdentityRecords.useRecord(name) ?? [],
    next: nextIdentityRecords.useRecord(name),
  })

  function forget(): void {
    forgetIdentity(space)
    onForget()
  }

  return (
    <AlertDialog.Root>
      <AlertDialog.Trigger className="button button-quiet">
        {t('forget.action')}
      </AlertDialog.Trigger>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className="dialog-backdrop" />
        <AlertDialog.Popup className="dialog">
          <AlertDialog.Title className="dialog-title">{t('forget.question')}</AlertDialog.Title>
          {/* All of it is read out as the dialog opens. */}
          <AlertDialog.Description render={<div />}>
            {wayBack !== null && <p>{t(`forget.back.${wayBack}`)}</p>}
            {former > 0 && <p>{t('forget.former', { count: former })}</p>}
            {hasNext && <p>{t('forget.next')}</p>}
            <p>{t('forget.ballots')}</p>
          </AlertDialog.Description>
          <p className="choice-actions">
            <AlertDialog.Close className="button button-quiet">
              {t('forget.keep')}
            </AlertDialog.Close>
            <AlertDialog.Close className="button button-bad" onClick={forget}>
              {t('forget.confirm')}
            </AlertDialog.Close>
          </p>
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  )
}
