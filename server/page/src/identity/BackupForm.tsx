import { type FormEvent, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FailureNotice } from '../components/FailureNotice.tsx'
import { drawPassphrase } from './drawPassphrase.ts'
import { TaskProgress } from './TaskProgress.tsx'
import { useTask } from './useTask.ts'

/** What {@link BackupForm} takes. */
export type BackupFormProps = {
  /** Makes the file and hands it over. */
  onSave: (parameters: {
    passphrase: string
    signal: AbortSignal
    onProgress: (done: number) => void
  }) => Promise<void>
  action: string
}

/**
 * A passphrase, twice, and the way to a file that it closes. The fields keep what is typed, React
 * does not: a state would stand open in memory and in the browser's tools.
 */
export function BackupForm({ onSave, action }: BackupFormProps) {
  const { t } = useTranslation('custody')
  const task = useTask()
  const [progress, setProgress] = useState(0)
  const [isShown, setIsShown] = useState(false)
  const [differs, setDiffers] = useState(false)
  const first = useRef<HTMLInputElement>(null)
  const second = useRef<HTMLInputElement>(null)
  const id = useId()

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault()
    const passphrase = first.current?.value ?? ''
    const isSame = passphrase === second.current?.value
    setDiffers(!isSame)
    if (!isSame) {
      task.reset()
      second.current?.focus()
      return
    }
    setProgress(0)
    task.run((signal) => onSave({ passphrase, signal, onProgress: setProgress }))
  }

  function draw(): void {
    const passphrase = drawPassphrase()
    for (const { current } of [first, second]) if (current !== null) current.value = passphrase
    setDiffers(false)
    setIsShown(true)
  }

  const type = isShown ? 'text' : 'password'
  const field = {
    type,
    autoComplete: 'new-password',
    autoCapitalize: 'off',
    spellCheck: false,
    required: true,
    disabled: task.isRunning,
    className: 'text-input',
  } as const
  return (
    <form className="secret-form" onSubmit={submit}>
      <div>
        <label htmlFor={`${id}-first`}>{t('file.passphrase')}</label>
        <input {...field} id={`${id}-first`} ref={first} aria-describedby={`${id}-hint`} />
        <p className="soft secret-hint" id={`${id}-hint`}>
          {t('file.rule')}
        </p>
      </div>
      <div>
        <label htmlFor={`${id}-second`}>{t('file.repeat')}</label>
        <input
          {...field}
          id={`${id}-second`}
          ref={second}
          aria-invalid={differs}
          aria-describedby={differs ? `${id}-differs` : undefined}
          onInput={() => setDiffers(false)}
        />
        {differs && (
          <p className="field-error" id={`${id}-differs`} role="alert">
            {t('file.differs')}
          </p>
        )}
      </div>
      <p className="secret-tools">
        <button type="button" className="link-button" onClick={() => setIsShown(!isShown)}>
          {isShown ? t('file.hide') : t('file.show')}
        </button>
        <button type="button" className="link-button" onClick={draw} disabled={task.isRunning}>
          {t('file.draw')}
        </button>
      </p>
      {task.error !== null && <FailureNotice error={task.error} />}
      {task.isRunning ? (
        <TaskProgress label={t('file.working')} value={progress} />
      ) : (
        <button type="submit" className="button">
          {action}
        </button>
      )}
    </form>
  )
}
