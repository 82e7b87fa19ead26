import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'

/** What {@link CopyButton} takes. */
export type CopyButtonProps = { text: string; children: ReactNode }

/** Copies a text; where the browser does not let it, shows it to be copied by hand. */
export function CopyButton({ text, children }: CopyButtonProps) {
  const { t } = useTranslation('editor')
  const [outcome, setOutcome] = useState<'copied' | 'refused' | null>(null)
  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(text)
      setOutcome('copied')
    } catch {
      setOutcome('refused')
    }
  }
  return (
    <div className="copy">
      <button type="button" className="button-link" onClick={() => void copy()}>
        {children}
      </button>
      <span role="status" className="field-hint">
        {outcome === 'copied' && ` ${t('copied')}`}
        {outcome === 'refused' && <code>{text}</code>}
      </span>
    </div>
  )
}
