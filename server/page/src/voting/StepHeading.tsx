import { type ReactNode, useEffect, useRef } from 'react'

/**
 * The heading of a step that takes the place of another one. It gets the focus, so that whoever cannot
 * see it hears that something else is here, and goes on from there.
 */
export function StepHeading({ children }: { children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <h3 ref={heading} tabIndex={-1} className="step-heading">
      {children}
    </h3>
  )
}
