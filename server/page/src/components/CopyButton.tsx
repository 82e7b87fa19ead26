import { type ReactNode, useState } from 'react'

/** What {@link CopyButton} takes. */
export type CopyButtonProps = {
  /** Called as it is pressed where no state may hold it. */
  text: string | (() => string)
  className: string
  children: ReactNode
  /** What is said once it is done. */
  copied: string
  /** What stands there where the browser does not allow it. */
  refused: ReactNode
  /** The class of what is said. */
  outcomeClassName: string
}

/** Puts a text on the clipboard, and says whether that was allowed. */
export function CopyButton(props: CopyButtonProps) {
  const { text, className, children, copied, refused, outcomeClassName } = props
  const [outcome, setOutcome] = useState<ReactNode>(null)
  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(typeof text === 'string' ? text : text())
      setOutcome(copied)
    } catch {
      setOutcome(refused)
    }
  }
  return (
    <>
      <button type="button" className={className} onClick={() => void copy()}>
        {children}
      </button>
      <span role="status" className={outcomeClassName}>
        {outcome}
      </span>
    </>
  )
}
