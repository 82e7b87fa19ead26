import { useEffect, useRef } from 'react'

/** What {@link CastButton} takes. */
export type CastButtonProps = {
  text: string
  /** Whether it comes back because the person stopped, and is where they go on. */
  hasStopped: boolean
  onCast: () => void
}

/** The button that hands a ballot over. */
export function CastButton({ text, hasStopped, onCast }: CastButtonProps) {
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (hasStopped) button.current?.focus()
  }, [hasStopped])
  return (
    <button ref={button} type="button" className="button" onClick={onCast}>
      {text}
    </button>
  )
}
