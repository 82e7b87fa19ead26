import { type ReactNode, useEffect, useRef } from 'react'
import { showStep } from './showStep.ts'

/**
 * The heading of a step that takes the place of another one. It comes into view and gets the focus, so
 * that whoever cannot see it hears that something else is here, and goes on from there.
 */
export function StepHeading({ children }: { children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (heading.current !== null) showStep(heading.current)
  }, [])
  return (
    <h3 ref={heading} tabIndex={-1} className="step-heading">
      {children}
    </h3>
  )
}
