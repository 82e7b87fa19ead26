import { type FormEvent, useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CopyButton } from '../components/CopyButton.tsx'
import { FailureNotice } from '../components/FailureNotice.tsx'
import { Notice } from '../components/Notice.tsx'
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
  /** The file is saved, and the person says that the passphrase is written down. */
  onDone: () => void
  action: string
  /** Whether the form was asked for, so that typing goes on in it. */
  takesFocus: boolean
}

/**
 * A passphrase, twice, and the way to a file that it closes. The fields keep what is typed, React
 * does not: a state would stand open in memory and in the browser's tools.
 */
export function BackupForm({ onSave, onDone, action, takesFocus }: BackupFormProps) {
  const { t } = useTranslation('custody')
  const task = useTask()
  const [progress, setProgress] = useState(0)
  const [isShown, setIsShown] = useState(false)
  const [differs, setDiffers] = useState(false)
  const first = useRef<HTMLInputElement>(null)
  const second = useRef<HTMLInputElement>(null)
  const goOn = useRef<HTMLButtonElement>(null)
  const [isDrawn, setIsDrawn] = useState(false)
  const [isSaved, setIsSaved] = useState(false)
  const id = useId()

  // Only as it opens: what was open before takes nobody away from what they type.
  const opensWithFocus = useRef(takesFocus)
  useEffect(() => {
    if (opensWithFocus.current) first.current?.focus()
  }, [])
  useEffect(() => {
    if (isSaved) goOn.current?.focus()
  }, [isSaved])

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault()
    if (isSaved) return
    const passphrase = first.current?.value ?? ''
    const isSame = passphrase === second.current?.value
    setDiffers(!isSame)
    if (!isSame) {
      task.reset()
      second.current?.focus()
      return
    }
    setProgress(0)
    task.run(async (signal) => {
      await onSave({ passphrase, signal, onProgress: setProgress })
      setIsShown(true)
      setIsSaved(true)
    })
  }

  function draw(): void {
    const passphrase = drawPassphrase()
    for (const { current } of [first, second]) if (current !== null) current.value = passphrase
    setDiffers(false)
    setIsDrawn(true)
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
    readOnly: isSaved,
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
      <div hidden={isSaved}>
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
        {!isSaved && (
          <button type="button" className="link-button" onClick={draw} disabled={task.isRunning}>
            {t('file.draw')}
          </button>
        )}
        {(isDrawn || isSaved) && (
          <CopyButton
            text={() => first.current?.value ?? ''}
            className="link-button"
            copied={t('file.copied')}
            refused={t('file.copyRefused')}
            outcomeClassName="soft"
          >
            {t('file.copy')}
          </CopyButton>
        )}
      </p>
      {task.error !== null && <FailureNotice error={task.error} />}
      {isSaved ? (
        <Notice tone="good" title={t('backup.saved')} announce>
          <p>{t('file.write')}</p>
          <p>
            <button type="button" className="button" ref={goOn} onClick={onDone}>
              {t('file.written')}
            </button>
          </p>
        </Notice>
      ) : task.isRunning ? (
        <TaskProgress label={t('file.working')} value={progress} />
      ) : (
        <button type="submit" className="button">
          {action}
        </button>
      )}
    </form>
  )
}
