import { useState } from 'react'
import { useTranslation } from 'react-i18next'

/** What {@link CopyButton} takes. */
export type CopyButtonProps = { text: string; className: string; children: string }

/** Puts a text on the clipboard, and says whether that was allowed. */
export function CopyButton({ text, className, children }: CopyButtonProps) {
  const { t } = useTranslation('watch')
  const [outcome, setOutcome] = useState<'copied' | 'failed' | null>(null)
  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(text)
      setOutcome('copied')
    } catch {
      setOutcome('failed')
    }
  }
  return (
    <>
      <button type="button" className={className} onClick={() => void copy()}>
        {children}
      </button>
      <span role="status" className="share-outcome">
        {outcome !== null && t(`share.${outcome}`)}
      </span>
    </>
  )
}
