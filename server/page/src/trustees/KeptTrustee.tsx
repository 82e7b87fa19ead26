import { AlertDialog } from '@base-ui/react/alert-dialog'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CopyButton } from '../components/CopyButton.tsx'
import { FailureNotice } from '../components/FailureNotice.tsx'
import { Notice } from '../components/Notice.tsx'
import { useTask } from '../identity/useTask.ts'
import { useWallet } from '../wallet/useWallet.tsx'
import { heldTrustee } from './heldTrustee.ts'
import { saveTrusteeFile } from './saveTrusteeFile.ts'
import { TrusteeFileForm } from './TrusteeFileForm.tsx'
import { keepBackup, ownTrustee, type TrusteeRecord, writeCard } from './trusteeRecords.ts'

/** What {@link KeptTrustee} takes. */
export type KeptTrusteeProps = { record: TrusteeRecord }

/** The trustee's key that this browser keeps: whether it is backed up, opened, and what others are given of it. */
export function KeptTrustee({ record }: KeptTrusteeProps) {
  const { t } = useTranslation('trustees')
  const isOpen = heldTrustee.useIsOpen()
  const { backup, file } = record
  return (
    <>
      {backup !== 'current' && (
        <Notice tone="warning" title={t(`backup.${backup}.title`)}>
          <p>{t(`backup.${backup}.text`)}</p>
        </Notice>
      )}
      {isOpen ? (
        <p role="status">{t('key.open')}</p>
      ) : (
        <div className="card">
          <h3>{t('open.title')}</h3>
          <p>{t('open.text')}</p>
          <TrusteeFileForm file={file} />
        </div>
      )}
      <p className="choice-actions">
        <button
          type="button"
          className={backup === 'current' ? 'button button-quiet' : 'button'}
          onClick={() => {
            saveTrusteeFile(file)
            keepBackup()
          }}
        >
          {t('key.download')}
        </button>
        {isOpen && (
          <button type="button" className="button button-quiet" onClick={heldTrustee.clear}>
            {t('key.close')}
          </button>
        )}
        <ForgetTrustee />
      </p>
      <TrusteeCard record={record} />
    </>
  )
}

/** What others are told: the public key, and with which account the trustee signs. */
function TrusteeCard({ record }: KeptTrusteeProps) {
  const { t } = useTranslation('trustees')
  const { connect, dialog } = useWallet()
  const task = useTask()
  const [address, setAddress] = useState<string | null>(null)
  const { x, y } = record.encryptionKey
  return (
    <details className="choice-last">
      <summary>{t('card.title')}</summary>
      <p>{t('card.text')}</p>
      <dl className="trustee-facts">
        <dt>{t('card.key')}</dt>
        <dd>
          <code>
            {String(x)}, {String(y)}
          </code>
        </dd>
        {address !== null && (
          <>
            <dt>{t('card.account')}</dt>
            <dd>
              <code>{address}</code>
            </dd>
          </>
        )}
      </dl>
      {address === null ? (
        <button
          type="button"
          className="button button-quiet"
          disabled={task.isRunning}
          onClick={() =>
            task.run(async () => {
              setAddress((await (await connect(null)).getAddress()).toLowerCase())
            })
          }
        >
          {t('card.connect')}
        </button>
      ) : (
        <>
          <pre className="command">{writeCard({ ...record, address })}</pre>
          <CopyButton
            text={writeCard({ ...record, address })}
            className="button button-quiet"
            copied={t('card.copied')}
            refused={t('card.refused')}
            outcomeClassName="soft"
          >
            {t('card.copy')}
          </CopyButton>
        </>
      )}
      {task.error !== null && <FailureNotice error={task.error} />}
      {dialog}
    </details>
  )
}

/** Forgets the key on this device, after a question. */
function ForgetTrustee() {
  const { t } = useTranslation('trustees')
  return (
    <AlertDialog.Root>
      <AlertDialog.Trigger className="button button-quiet">
        {t('forget.action')}
      </AlertDialog.Trigger>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className="dialog-backdrop" />
        <AlertDialog.Popup className="dialog">
          <AlertDialog.Title className="dialog-title">{t('forget.question')}</AlertDialog.Title>
          <AlertDialog.Description>{t('forget.text')}</AlertDialog.Description>
          <p className="choice-actions">
            <AlertDialog.Close className="button button-quiet">
              {t('forget.keep')}
            </AlertDialog.Close>
            <AlertDialog.Close
              className="button button-bad"
              onClick={() => {
                heldTrustee.clear()
                ownTrustee.remove()
              }}
            >
              {t('forget.confirm')}
            </AlertDialog.Close>
          </p>
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  )
}
