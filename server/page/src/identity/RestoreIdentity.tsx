import {
  type Identity,
  identityFromPasskey,
  identityFromSignature,
  importIdentity,
  type WireSpace,
} from '@psephos/lib'
import { type FormEvent, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FailureNotice } from '../components/FailureNotice.tsx'
import { useWallet } from '../wallet/useWallet.tsx'
import { type Custody, createIdentityRecord } from './createIdentityRecord.ts'
import { getIdentityName, identityRecords } from './identityRecords.ts'
import { keepIdentity } from './keepIdentity.ts'
import { TaskProgress } from './TaskProgress.tsx'
import { useCanUsePasskeys } from './useCanUsePasskeys.ts'
import { findPlace } from './useMembership.ts'
import { useTask } from './useTask.ts'
import './IdentityChoice.css'

/** What {@link RestoreIdentity} takes. */
export type RestoreIdentityProps = {
  space: WireSpace
  onRestore: (found: FoundIdentity) => void
}

/** An identity that was found: what may stand in a state, so nothing secret. */
export type FoundIdentity = {
  /** Which member of the group it is, or null. */
  index: number | null
  /** Whether this browser uses it from now on. */
  isKept: boolean
}

/** Longer than any identity file, in bytes. */
const MOST_BYTES = 64 * 1_024

/** The ways to bring an identity to this device: passkey, wallet, file. */
export function RestoreIdentity({ space, onRestore }: RestoreIdentityProps) {
  const { t } = useTranslation('custody')
  const { chainId, group } = space
  const { connect, dialog } = useWallet()
  const canUsePasskeys = useCanUsePasskeys()
  const task = useTask()
  const [progress, setProgress] = useState<number | null>(null)
  const [isSigning, setIsSigning] = useState(false)
  const id = useId()
  const file = useRef<HTMLInputElement>(null)
  const passphrase = useRef<HTMLInputElement>(null)

  /** Looks the identity up. One that is no member does not take the place of one that is. */
  async function take(identity: Identity, custody: Custody, signal: AbortSignal): Promise<void> {
    const { commitment } = identity
    const index = await findPlace({ space: space.id, commitment, signal })
    const kept = identityRecords.read(getIdentityName(space))
    const record = { ...createIdentityRecord(identity, custody), index }
    const isKept = index !== null || kept === null || kept.index === null
    const isSame = kept !== null && kept.commitment === commitment
    const { worldIdRequest, worldIdResult } = isSame ? kept : record
    if (isKept) keepIdentity(space, { ...record, worldIdRequest, worldIdResult })
    onRestore({ index, isKept })
  }

  function restoreFile(event: FormEvent): void {
    event.preventDefault()
    task.run(async (signal) => {
      setIsSigning(false)
      setProgress(0)
      try {
        const chosen = file.current?.files?.[0]
        const text = chosen === undefined ? '' : await chosen.slice(0, MOST_BYTES).text()
        const identity = await importIdentity({
          file: text,
          passphrase: passphrase.current?.value ?? '',
          onProgress: setProgress,
          signal,
        })
        await take(identity, { kind: 'generated', hasBackup: true }, signal)
      } finally {
        setProgress(null)
      }
    })
  }

  return (
    <div className="restore">
      <p className="choice-actions">
        {canUsePasskeys && (
          <button
            type="button"
            className="button"
            disabled={task.isRunning}
            onClick={() =>
              task.run(async (signal) => {
                setIsSigning(false)
                const found = await identityFromPasskey({ chainId, group, signal })
                const { identity, credentialId, isBackedUp } = found
                await take(identity, { kind: 'passkey', credentialId, isBackedUp }, signal)
              })
            }
          >
            {t('restore.passkey')}
          </button>
        )}
        <button
          type="button"
          className="button button-quiet"
          disabled={task.isRunning}
          onClick={() =>
            task.run(async (signal) => {
              setIsSigning(true)
              const signer = await connect(chainId)
              const identity = await identityFromSignature({ signer, chainId, group })
              await take(identity, { kind: 'wallet' }, signal)
            })
          }
        >
          {t('restore.wallet')}
        </button>
        {dialog}
      </p>
      {task.isRunning && isSigning && <p role="status">{t('wallet.twice')}</p>}
      <form className="card secret-form" onSubmit={restoreFile}>
        <h3>{t('restore.fileTitle')}</h3>
        <div>
          <label htmlFor={`${id}-file`}>{t('restore.file')}</label>
          <input
            id={`${id}-file`}
            ref={file}
            type="file"
            accept=".json,application/json"
            required
            disabled={task.isRunning}
            className="file-input"
          />
        </div>
        <div>
          <label htmlFor={`${id}-passphrase`}>{t('restore.passphrase')}</label>
          <input
            id={`${id}-passphrase`}
            ref={passphrase}
            type="password"
            autoComplete="current-password"
            required
            disabled={task.isRunning}
            className="text-input"
          />
        </div>
        {progress === null ? (
          <button type="submit" className="button button-quiet" disabled={task.isRunning}>
            {t('restore.open')}
          </button>
        ) : (
          <TaskProgress label={t('restore.working')} value={progress} />
        )}
      </form>
      {task.error !== null && <FailureNotice error={task.error} />}
    </div>
  )
}
