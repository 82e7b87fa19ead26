import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { BackupForm } from '../identity/BackupForm.tsx'
import { requirePart } from '../recovery/requirePart.ts'
import { KeptTrustee } from './KeptTrustee.tsx'
import { saveTrusteeFile } from './saveTrusteeFile.ts'
import { TrusteeFileForm } from './TrusteeFileForm.tsx'
import { keepBackup, ownTrustee } from './trusteeRecords.ts'
import '../identity/IdentityChoice.css'

/** A trustee's key in this browser: to make it, to bring it, and what there is to do with it. */
export function TrusteeKey() {
  const { t } = useTranslation('trustees')
  const record = ownTrustee.useRecord()
  // The form stays until the passphrase is written down, though the key is kept already.
  const [isMaking, setIsMaking] = useState(false)
  return (
    <section aria-labelledby="trustee-key" className="trustee-key">
      <h2 id="trustee-key" tabIndex={-1}>
        {t('key.title')}
      </h2>
      {record !== null && !isMaking ? (
        <KeptTrustee record={record} />
      ) : (
        <>
          <p>{t('key.lead')}</p>
          <p>{t('key.weaker')}</p>
          <details className="choice-last" open={isMaking || undefined}>
            <summary>{t('key.make')}</summary>
            <p>{t('key.makeText')}</p>
            <BackupForm
              action={t('key.makeAction')}
              takesFocus={false}
              onSave={async (parameters) => {
                const { createTrustee } = await requirePart(() => import('./trusteeKey.ts'))
                setIsMaking(true)
                saveTrusteeFile(await createTrustee(parameters))
              }}
              onDone={() => {
                keepBackup()
                setIsMaking(false)
              }}
            />
          </details>
          {!isMaking && (
            <details className="choice-last">
              <summary>{t('key.bring')}</summary>
              <p>{t('key.bringText')}</p>
              <TrusteeFileForm file={null} />
            </details>
          )}
        </>
      )}
    </section>
  )
}
