import {
  createIdentity,
  createPasskeyIdentity,
  exportIdentity,
  type Identity,
  identityFromPasskey,
  identityFromSignature,
  type PasskeyIdentity,
  type WireSpace,
} from '@psephos/lib'
import { type ReactNode, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FailureNotice } from '../components/FailureNotice.tsx'
import { useWallet } from '../wallet/useWallet.tsx'
import { BackupForm } from './BackupForm.tsx'
import { createIdentityRecord } from './createIdentityRecord.ts'
import { getBackupName } from './getBackupName.ts'
import type { IdentityRecord } from './identityRecords.ts'
import { saveFile } from './saveFile.ts'
import { useCanUsePasskeys } from './useCanUsePasskeys.ts'
import { type Task, useTask } from './useTask.ts'
import './IdentityChoice.css'

/** What {@link IdentityChoice} takes. */
export type IdentityChoiceProps = {
  space: WireSpace
  /** An identity was made; it is not kept yet. */
  onChoose: (record: IdentityRecord) => void
}

/** The ways to keep a new identity, the safest first, and what each of them means. */
export function IdentityChoice({ space, onChoose }: IdentityChoiceProps) {
  const { t } = useTranslation('custody')
  const { chainId, group } = space
  const { connect, dialog } = useWallet()
  const canUsePasskeys = useCanUsePasskeys()
  const [passkey, wallet] = [useTask(), useTask()]
  const [hasFileForm, setHasFileForm] = useState(false)
  /** What is in the file that was saved: secret, so no state holds it. */
  const saved = useRef<Identity | null>(null)
  const isBusy = passkey.isRunning || wallet.isRunning

  function keepPasskey({ identity, credentialId, isBackedUp }: PasskeyIdentity): void {
    onChoose(createIdentityRecord(identity, { kind: 'passkey', credentialId, isBackedUp }))
  }

  const passkeyChoice = (
    <Choice title={t('passkey.title')} isRecommended task={passkey}>
      <p>{t('passkey.text')}</p>
      <p className="choice-actions">
        <button
          type="button"
          className="button"
          disabled={isBusy}
          onClick={() =>
            passkey.run(async (signal) => {
              const label = t('passkey.label', { space: space.name })
              keepPasskey(await createPasskeyIdentity({ chainId, group, label, signal }))
            })
          }
        >
          {t('passkey.make')}
        </button>
        <button
          type="button"
          className="button button-quiet"
          disabled={isBusy}
          onClick={() =>
            passkey.run(async (signal) => {
              keepPasskey(await identityFromPasskey({ chainId, group, signal }))
            })
          }
        >
          {t('passkey.use')}
        </button>
      </p>
    </Choice>
  )
  const fileChoice = (
    <Choice title={t('file.title')} isRecommended={!canUsePasskeys}>
      <p>{t('file.text')}</p>
      {hasFileForm ? (
        <BackupForm
          action={t('file.save')}
          takesFocus
          onSave={async ({ passphrase, signal, onProgress }) => {
            const identity = createIdentity()
            const file = await exportIdentity({ identity, passphrase, signal, onProgress })
            saveFile(getBackupName(space), file)
            saved.current = identity
          }}
          onDone={() => {
            const custody = { kind: 'generated', hasBackup: true } as const
            if (saved.current !== null) onChoose(createIdentityRecord(saved.current, custody))
          }}
        />
      ) : (
        <button
          type="button"
          className={canUsePasskeys ? 'button button-quiet' : 'button'}
          disabled={isBusy}
          onClick={() => setHasFileForm(true)}
        >
          {t('file.begin')}
        </button>
      )}
    </Choice>
  )
  return (
    <section className="identity-choice" aria-labelledby="identity-choice-title">
      <h2 id="identity-choice-title">{t('choice.title')}</h2>
      <p>{t('choice.lead')}</p>
      {canUsePasskeys ? passkeyChoice : fileChoice}
      {/* Where the passkey fails, the other ways are what is left. */}
      <details className="choice-last" open={passkey.error !== null || undefined}>
        <summary>{t('choice.others')}</summary>
        <div className="choice-others">
          {canUsePasskeys ? fileChoice : <p className="soft">{t('passkey.missing')}</p>}
          <Choice title={t('wallet.title')} task={wallet}>
            <p>{t('wallet.text')}</p>
            <button
              type="button"
              className="button button-quiet"
              disabled={isBusy}
              onClick={() =>
                wallet.run(async () => {
                  const signer = await connect(chainId)
                  const identity = await identityFromSignature({ signer, chainId, group })
                  onChoose(createIdentityRecord(identity, { kind: 'wallet' }))
                })
              }
            >
              {t('wallet.use')}
            </button>
            {wallet.isRunning && (
              <p className="choice-note" role="status">
                {t('wallet.twice')}
              </p>
            )}
            {dialog}
          </Choice>
          <details className="choice-last">
            <summary>{t('browser.title')}</summary>
            <p>{t('browser.text')}</p>
            <p>{t('browser.warning')}</p>
            <button
              type="button"
              className="button button-quiet"
              disabled={isBusy}
              onClick={() =>
                onChoose(
                  createIdentityRecord(createIdentity(), { kind: 'generated', hasBackup: false }),
                )
              }
            >
              {t('browser.use')}
            </button>
          </details>
        </div>
      </details>
    </section>
  )
}

type ChoiceProps = {
  title: string
  isRecommended?: boolean
  /** What goes on in it. */
  task?: Task
  children: ReactNode
}

function Choice({ title, isRecommended = false, task, children }: ChoiceProps) {
  const { t } = useTranslation('custody')
  return (
    <div className="card choice">
      <h3>
        {title} {isRecommended && <span className="choice-badge">{t('choice.recommended')}</span>}
      </h3>
      {children}
      {task !== undefined && task.error !== null && <FailureNotice error={task.error} />}
    </div>
  )
}
