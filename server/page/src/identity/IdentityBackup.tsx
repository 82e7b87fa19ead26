import { createIdentity, exportIdentity, type WireSpace } from '@psephos/lib'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Notice } from '../components/Notice.tsx'
import { BackupForm } from './BackupForm.tsx'
import { decodeSecret } from './encodeSecret.ts'
import { findKeeping } from './findKeeping.ts'
import { getBackupName } from './getBackupName.ts'
import { getIdentityName, type IdentityRecord, identityRecords } from './identityRecords.ts'
import { saveFile } from './saveFile.ts'
import { useIdentitySecret } from './useIdentitySecret.ts'
import './IdentityChoice.css'

/** What {@link IdentityBackup} takes. */
export type IdentityBackupProps = { space: WireSpace; identity: IdentityRecord }

/** Saves an identity as a file that a passphrase closes. */
export function IdentityBackup({ space, identity }: IdentityBackupProps) {
  const { t } = useTranslation('custody')
  const { unlock, dialog } = useIdentitySecret(space, identity)
  const [isSaved, setIsSaved] = useState(false)
  const [isOpen, setIsOpen] = useState(false)
  const keeping = findKeeping(identity)
  const isNeeded = keeping === 'browser' || keeping === 'passkeyHere'

  async function save({
    passphrase,
    signal,
    onProgress,
  }: Parameters<Parameters<typeof BackupForm>[0]['onSave']>[0]): Promise<void> {
    const secret = await unlock(identity)
    const file = await exportIdentity({
      identity: createIdentity({ privateKey: decodeSecret(secret) }),
      passphrase,
      onProgress,
      signal,
    })
    saveFile(getBackupName(space), file)
    // From here on it is not needed, and the form stays until the passphrase is written down.
    setIsOpen(true)
    const name = getIdentityName(space)
    const kept = identityRecords.read(name)
    if (kept === null || kept.commitment !== identity.commitment) return
    if (kept.kind !== 'wallet') identityRecords.write(name, { ...kept, hasBackup: true })
  }

  return (
    <section aria-labelledby="backup-title">
      <h2 id="backup-title">{t('backup.title')}</h2>
      <p>{t(isNeeded ? 'backup.needed' : 'backup.text')}</p>
      {isSaved ? (
        <Notice tone="good" title={t('backup.saved')} announce>
          <p>{t('backup.savedText')}</p>
          <p>
            <button type="button" className="button button-quiet" onClick={() => setIsSaved(false)}>
              {t('backup.again')}
            </button>
          </p>
        </Notice>
      ) : isNeeded || isOpen ? (
        <BackupForm
          action={t('backup.action')}
          onSave={save}
          onDone={() => setIsSaved(true)}
          takesFocus={isOpen}
        />
      ) : (
        <button type="button" className="button button-quiet" onClick={() => setIsOpen(true)}>
          {t('file.begin')}
        </button>
      )}
      {dialog}
    </section>
  )
}
