import { type FormEvent, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FailureNotice } from '../components/FailureNotice.tsx'
import { TaskProgress } from '../identity/TaskProgress.tsx'
import { useTask } from '../identity/useTask.ts'
import { requirePart } from '../recovery/requirePart.ts'

/** What {@link TrusteeFileForm} takes. */
export type TrusteeFileFormProps = {
  /** The file that this browser keeps; null to have one chosen. */
  file: string | null
}

/** Longer than a trustee's file with all that it may hold, in bytes. */
const MOST_BYTES = 2 ** 26

/** Opens a trustee's file with its passphrase. The field keeps what is typed, React does not. */
export function TrusteeFileForm({ file }: TrusteeFileFormProps) {
  const { t } = useTranslation('trustees')
  const task = useTask()
  const [progress, setProgress] = useState(0)
  const id = useId()
  const chosen = useRef<HTMLInputElement>(null)
  const passphrase = useRef<HTMLInputElement>(null)

  function submit(event: FormEvent): void {
    event.preventDefault()
    setProgress(0)
    task.run(async (signal) => {
      const { openTrustee } = await requirePart(() => import('./trusteeKey.ts'))
      const brought = chosen.current?.files?.[0]
      await openTrustee({
        file: file ?? (await brought?.slice(0, MOST_BYTES).text()) ?? '',
        passphrase: passphrase.current?.value ?? '',
        isBrought: file === null,
        onProgress: setProgress,
        signal,
      })
    })
  }

  return (
    <form className="secret-form" onSubmit={submit}>
      {file === null && (
        <div>
          <label htmlFor={`${id}-file`}>{t('open.file')}</label>
          <input
            id={`${id}-file`}
            ref={chosen}
            type="file"
            accept=".json,application/json"
            required
            disabled={task.isRunning}
            className="file-input"
          />
        </div>
      )}
      <div>
        <label htmlFor={`${id}-passphrase`}>{t('open.passphrase')}</label>
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
      {task.error !== null && <FailureNotice error={task.error} />}
      {task.isRunning ? (
        <TaskProgress label={t('open.working')} value={progress} />
      ) : (
        <button type="submit" className="button">
          {t('open.action')}
        </button>
      )}
    </form>
  )
}
